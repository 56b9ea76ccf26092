#!/bin/sh
# Renders IN to the site OUT with the library that GitHub uses; the test knows
# what GitHub makes of headings and of links to files.
set -e
cd "$1"
find . -name '*.md' | while read -r page; do
	mkdir -p "$2/$(dirname "$page")"
	cmark-gfm -e table -e autolink -e strikethrough -e tasklist -e footnotes "$page" >"$2/${page%.md}.html"
done
