#!/usr/bin/env bash
# wine.sh make FOLDER: a Debian with 32-bit and 64-bit wine in a folder; installers are 32-bit programs, and Debian's wine is two packages.
# wine.sh run FOLDER PROGRAM ...: runs a program of Windows there, with our /tmp and this checkout at their places. WINEPREFIX: its drive.
set -euo pipefail
what=$1 folder=$2
shift 2
case $what in
  make)
    mirror=$(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)' 'Created-By: Packages' | sed -n 's#|bookworm$##p' | head -n 1)
    mmdebstrap --quiet --variant=apt --architectures=amd64,i386 --dpkgopt=force-unsafe-io --aptopt='Acquire::Check-Valid-Until "false"' \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
      --dpkgopt='path-exclude=/usr/share/locale/*' --include=wine,wine64,wine32:i386 bookworm "$folder" "$mirror"
    ;;
  run)
    here=$(cd "$(dirname "$0")/../../.." && pwd)
    # A mount namespace of its own: nothing of it is left on the machine, however this ends.
    exec unshare --mount bash -c '
      root=$1 here=$2
      shift 2
      for place in /proc /dev /tmp "$here"; do
        mkdir -p "$root$place"
        mount --rbind "$place" "$root$place"
      done
      exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 WINEPREFIX="$WINEPREFIX" WINEDEBUG=-all \
        WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=" wine "$@"
    ' _ "$folder" "$here" "$@"
    ;;
esac
