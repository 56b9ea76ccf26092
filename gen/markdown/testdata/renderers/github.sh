#!/bin/sh
# Renders IN/*.md to OUT/*.html with the library that GitHub uses.
for page in "$1"/*.md; do
	cmark-gfm -e table -e autolink -e strikethrough -e tasklist -e footnotes "$page" >"$2/$(basename "$page" .md).html" || exit 1
done
