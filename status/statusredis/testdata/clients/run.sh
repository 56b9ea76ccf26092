#!/bin/sh
# Runs fleets of processes that share one account against a real server, which
# it installs if there is none, and Valkey as well where the system has it.
# Needs root for that, a network, and Linux.
set -e
cd "$(dirname "$0")"
if ! command -v redis-server >/dev/null; then
  apt-get update -qq
  apt-get install -qq --no-install-recommends redis-server >/dev/null
fi
if ! command -v valkey-server >/dev/null && apt-cache show valkey-server >/dev/null 2>&1; then
  apt-get install -qq --no-install-recommends valkey-server >/dev/null
fi
go test -count=1 ../..
for SERVER in redis-server valkey-server; do
  command -v $SERVER >/dev/null || continue
  export SERVER
  go test -count=1 -timeout 30m -v . "$@"
done
