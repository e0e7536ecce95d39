#!/usr/bin/env bash
# next-debian.sh FOLDER PACKAGE...: unpacks packages of Debian 13 into a folder, from the mirror that this machine uses. Nothing is
# installed, and the machine's own sources stay as they are.
set -euo pipefail
folder=$1
shift
apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt/lists/partial" "$apt/parts" "$folder"
mirror=$(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)' 'Created-By: Packages' | sed -n 's#|bookworm$##p' | head -n 1)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
options=(
  -o "Dir::Etc::SourceList=$apt/sources.list" -o "Dir::Etc::SourceParts=$apt/parts" -o "Dir::State::Lists=$apt/lists"
  -o "Dir::Cache::pkgcache=" -o "Dir::Cache::srcpkgcache=" -o APT::Sandbox::User=root
)
apt-get "${options[@]}" update -qq
cd "$apt"
apt-get "${options[@]}" download -qq "$@"
for package in ./*.deb; do dpkg-deb -x "$package" "$folder"; done
