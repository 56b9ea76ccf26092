#!/bin/sh
# Renders IN/*.md to OUT/*.html with Hugo's defaults.
set -e
site=$(mktemp -d)
trap 'rm -r "$site"' EXIT
mkdir -p "$site/layouts/_default"
echo '{{ .Content }}' >"$site/layouts/_default/single.html"
echo 'disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap"]' >"$site/config.toml"
hugo --quiet --source "$site" --contentDir "$1" --config "$site/config.toml" --destination "$site/public"
for page in "$1"/*.md; do
	name=$(basename "$page" .md)
	cp "$site/public/$name/index.html" "$2/$name.html"
done
