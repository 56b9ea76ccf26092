#!/bin/sh
# Holds the schema against what editors show of it: yaml-language-server, which
# is behind VS Code, Neovim and JetBrains' LSP plugins. Needs Node 20 or later,
# npm and a network.
set -e
cd "$(dirname "$0")"
EDITOR_SERVER=${XDG_CACHE_HOME:-$HOME/.cache}/statuscat-editor
mkdir -p "$EDITOR_SERVER"
cp ask.mjs "$EDITOR_SERVER"
npm install --silent --no-save --prefix "$EDITOR_SERVER" yaml-language-server@1.25
export EDITOR_SERVER
go test -tags editor -count=1 -run TestEditor -v ../.. "$@"
