#!/bin/sh
# Builds the site OUT of IN with Hugo's defaults and the smallest of themes.
set -e
site=$(mktemp -d)
trap 'rm -r "$site"' EXIT
mkdir -p "$site/layouts/_default"
for kind in single list; do
	echo '<title>{{ .Title }}</title><main><h1>{{ .Title }}</h1>{{ .Content }}</main>' >"$site/layouts/_default/$kind.html"
done
echo 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]' >"$site/config.toml"
hugo --quiet --source "$site" --contentDir "$1" --config "$site/config.toml" --destination "$2"
