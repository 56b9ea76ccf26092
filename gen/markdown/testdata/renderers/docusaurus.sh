#!/bin/sh
# Builds the site OUT of IN with Docusaurus' classic preset, for which dead links
# and anchors are errors.
set -e
cd "$RENDERERS"
rm -rf site
mkdir -p site/static
cat >site/docusaurus.config.js <<-EOF
	module.exports = {
	  title: 'Site', url: 'https://site.example', baseUrl: '/', trailingSlash: true,
	  onBrokenLinks: 'throw', onBrokenAnchors: 'throw',
	  markdown: {hooks: {onBrokenMarkdownLinks: 'throw'}},
	  presets: [['classic', {docs: {path: '$1', routeBasePath: '/'}, blog: false, pages: false}]],
	};
EOF
cp package.json site
NODE_PATH=node_modules node_modules/.bin/docusaurus build site --out-dir "$2"
