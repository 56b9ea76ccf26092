#!/bin/sh
# Builds sites with the renderers themselves, cmark-gfm (GitHub), MkDocs, Docusaurus
# and Hugo, and holds the pages against them. Needs Debian, npm and a network.
set -e
cd "$(dirname "$0")"
missing=
for package in cmark-gfm mkdocs hugo; do
	dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
	apt-get update -q
	apt-get install -qy --no-install-recommends $missing
fi
export RENDERERS="${XDG_CACHE_HOME:-$HOME/.cache}/statuscat-renderers"
mkdir -p "$RENDERERS"
npm install --silent --no-audit --no-fund --prefix "$RENDERERS" @docusaurus/core@3 @docusaurus/preset-classic@3 react@19 react-dom@19
go test -tags renderers -count=1 -timeout 30m -run TestRenderers -v ../..
