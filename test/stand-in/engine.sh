#!/usr/bin/env bash
# `engine.sh start`: a Docker engine with Compose on a bare Debian machine, for root; one that answers already is used as it is.
# `engine.sh end`: ends the engine that this script has started, and no other.
set -euo pipefail
cd "$(dirname "$0")/../.."
state="$PWD/.cache/stand-in"
mkdir -p "$state"
export DEBIAN_FRONTEND=noninteractive

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

install_missing() {
  local missing=()
  for package in docker.io iptables ca-certificates mmdebstrap; do installed "$package" || missing+=("$package"); done
  ((${#missing[@]})) || return 0
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Debian 12 has no Compose v2: the package of the next release is one static binary, taken out without installing anything.
install_compose() {
  if docker compose version >/dev/null 2>&1; then return; fi
  bash test/stand-in/next-debian.sh "$state/compose" docker-compose
  install -D -m 755 "$state/compose/usr/libexec/docker/cli-plugins/docker-compose" \
    /usr/local/lib/docker/cli-plugins/docker-compose
  docker compose version >/dev/null
}

start_engine() {
  if docker info >/dev/null 2>&1; then return; fi
  setsid dockerd >"$state/dockerd.log" 2>&1 </dev/null &
  echo $! >"$state/dockerd.pid"
  # Ours may end at once because the package has begun to start another: whichever answers will do.
  for _ in $(seq 150); do
    if docker info >/dev/null 2>&1; then return; fi
    sleep 0.2
  done
  echo 'The Docker engine did not start:' >&2
  tail -n 20 "$state/dockerd.log" >&2
  exit 1
}

case "${1:-}" in
  start)
    install_missing
    install_compose
    start_engine
    ;;
  end)
    [[ -f $state/dockerd.pid ]] || exit 0
    kill "$(cat "$state/dockerd.pid")" 2>/dev/null || true
    rm -f "$state/dockerd.pid"
    ;;
  *)
    echo 'usage: engine.sh start|end' >&2
    exit 2
    ;;
esac
