#!/bin/sh
# Holds the page of all bundled vendors against Chromium and axe-core. Needs
# Debian, npm and a network.
set -e
cd "$(dirname "$0")"
if ! command -v chromium >/dev/null; then
	apt-get update -q
	apt-get install -qy --no-install-recommends chromium
fi
work=${XDG_CACHE_HOME:-$HOME/.cache}/statuscat-browser
mkdir -p "$work"
cp browser.mjs "$work"
npm install --silent --no-save --prefix "$work" playwright-core@1 axe-core@4
(cd ../../../.. && go run ./cmd/statuscat gen --html "$work")
exec node "$work/browser.mjs" "$work/atlas.html" "$@"
