#!/usr/bin/env bash
# client-image.sh: prints the image that stands in for the one that the terminal's container is opened from: Debian's Python, and the
# packages of resources/python, from PyPI. Made where it is not there yet; tagged with a digest of what it is made of.
set -euo pipefail
cd "$(dirname "$0")/../.."
state="$PWD/.cache/stand-in"
mkdir -p "$state"
exec 9>"$state/client.lock"
flock 9

image="realcave-test/client:$(cat resources/python/requirements.txt test/stand-in/client-image.sh | sha256sum | cut -c 1-12)"
if ! docker image inspect "$image" >/dev/null 2>&1; then
  site="$state/client"
  rm -rf "$site"
  python3 -m pip install --quiet --no-input --disable-pip-version-check --root-user-action=ignore --no-compile \
    --target "$site" --python-version 3.11 --implementation cp --abi cp311 --abi abi3 --abi none \
    --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
    --only-binary=:all: --no-deps --requirement resources/python/requirements.txt >&2
  mirror=$(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)' 'Created-By: Packages' | sed -n 's#|bookworm$##p' | head -n 1)
  mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --include=python3 \
    --customize-hook="mkdir -p \"\$1/usr/local/lib/python3.11/dist-packages\"; cp -r '$site/.' \"\$1/usr/local/lib/python3.11/dist-packages\"" \
    --customize-hook='ln -s python3 "$1/usr/bin/python"' \
    bookworm - "$mirror" | docker import - "$image" >/dev/null
  rm -rf "$site"
fi
echo "$image"
