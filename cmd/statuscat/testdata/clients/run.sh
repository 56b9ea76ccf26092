#!/bin/sh
# Has HTTP clients of other languages, which it installs, talk to statuscat
# serve. Needs Node 20 or later, npm and a network.
set -e
cd "$(dirname "$0")"
CLIENTS=${XDG_CACHE_HOME:-$HOME/.cache}/statuscat-clients
mkdir -p "$CLIENTS"
cp got.mjs "$CLIENTS"
npm install --silent --no-save --prefix "$CLIENTS" got@14
export CLIENTS
go test -tags clients -count=1 -run TestClients -v ../..
