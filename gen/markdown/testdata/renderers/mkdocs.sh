#!/bin/sh
# Builds the site OUT of IN with MkDocs' defaults, which complain of dead links.
set -e
project=$(mktemp -d)
trap 'rm -r "$project"' EXIT
printf 'site_name: Site\ndocs_dir: %s\n' "$1" >"$project/mkdocs.yml"
mkdocs build --quiet --strict --config-file "$project/mkdocs.yml" --site-dir "$2"
