#!/bin/sh
# Holds the pages against the renderers themselves: cmark-gfm (GitHub), MkDocs'
# Python-Markdown, Docusaurus' MDX, and Hugo. Needs Debian, npm and a network.
set -e
cd "$(dirname "$0")"
missing=
for package in cmark-gfm python3-markdown hugo; do
	dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
	apt-get update -q
	apt-get install -qy --no-install-recommends $missing
fi
modules=${XDG_CACHE_HOME:-$HOME/.cache}/statuscat-renderers
mkdir -p "$modules"
cp docusaurus.mjs "$modules"
npm install --silent --no-save --prefix "$modules" @docusaurus/mdx-loader@3 @mdx-js/mdx@3 react@19 react-dom@19 \
	remark-directive@3 remark-emoji@4 remark-frontmatter@5 remark-gfm@4
# The first python3 on the path need not be the one that has the package.
for PYTHON in $(which -a python3); do
	if "$PYTHON" -c 'import markdown' 2>/dev/null; then
		break
	fi
done
export PYTHON RENDERERS="$modules"
go test -tags renderers -count=1 -run TestRenderers -v ../..
