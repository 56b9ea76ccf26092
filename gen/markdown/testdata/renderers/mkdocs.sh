#!/bin/sh
# Builds the site OUT of IN with MkDocs, for which dead links are errors. The extension
# renders what is folded; see gen/README.md.
set -e
project=$(mktemp -d)
trap 'rm -r "$project"' EXIT
printf 'site_name: Site\ndocs_dir: %s\nmarkdown_extensions: [md_in_html]\n' "$1" >"$project/mkdocs.yml"
mkdocs build --quiet --strict --config-file "$project/mkdocs.yml" --site-dir "$2"
