#!/usr/bin/env bash
# images.sh base: the image that all stand-in images begin with. images.sh: all of them; prints each as NAME=IMAGE.
# What is there for the present contents is kept: images are tagged with a digest of what they are made of.
set -euo pipefail
cd "$(dirname "$0")/../.."
state="$PWD/.cache/stand-in"
mkdir -p "$state"
exec 9>"$state/images.lock"
flock 9

digest() { sha256sum | cut -c 1-12; }
there() { docker image inspect "$1" >/dev/null 2>&1; }

packages=postgresql-15,postgresql-15-postgis-3,redis-server,nginx-light
base="realcave-test/base:$(digest <<<"bookworm $packages")"

make_base() {
  there "$base" && return
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)' 'Created-By: Packages' | sed -n 's#|bookworm$##p' | head -n 1)
  mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --setup-hook='mkdir -p "$1/etc/postgresql-common"; echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"' \
    --include="$packages" bookworm - "$mirror" | docker import - "$base" >/dev/null
}

# The emulator that Google publishes as a Go module, compiled here.
emulator=v1.58.0
find_go() {
  for go in go /usr/local/go/bin/go "$state/go/usr/lib/go-1.24/bin/go"; do
    command -v "$go" && return
  done
  bash test/stand-in/next-debian.sh "$state/go" golang-1.24-go golang-1.24-src >&2
  command -v "$state/go/usr/lib/go-1.24/bin/go"
}
make_emulator() {
  [[ -x $state/emulator-$emulator ]] && return
  local go
  go=$(find_go)
  GOBIN="$state" CGO_ENABLED=0 GOTOOLCHAIN=auto "$go" install "cloud.google.com/go/bigtable/cmd/emulator@$emulator" >&2
  mv "$state/emulator" "$state/emulator-$emulator"
}

make_base
[[ ${1:-} == base ]] && exit 0
make_emulator

node=$(node -p process.execPath)
node node_modules/vite/bin/vite.js build --config test/stand-in/vite.config.ts --logLevel warn >&2
context="$state/context"
rm -rf "$context"
mkdir -p "$context/programs"
cp -r "$state/bundle/main.mjs" resources/schemas test/stand-in/image/{Dockerfile,docker-entrypoint.sh} "$context"
for program in python flask celery; do cp test/stand-in/image/program "$context/programs/$program"; done
tag=$({ echo "$base $emulator $("$node" --version)"; find "$context" -type f -print0 | sort -z | xargs -0 cat; } | digest)
cp "$node" "$context/node"
cp "$state/emulator-$emulator" "$context/cbtemulator"

build() {
  local image="realcave-test/$1:$tag"
  there "$image" || DOCKER_BUILDKIT=0 docker build --quiet --build-arg "BASE=$base" --target "$2" --tag "$image" "$context" 2>&1 >/dev/null |
    grep -v "^DEPRECATED\|BuildKit\|environment-variable\|^$" >&2 || there "$image"
  echo "REALCAVE_${1^^}_IMAGE=$image"
}
for name in postgres redis nginx info schema annotation pcg mat; do build "$name" "$name"; done
build bigtable service
