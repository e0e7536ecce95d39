#!/bin/sh
# Installs RealCAVE from this kit for the user who runs it: no administrator, no network, nothing is written into the kit.
# Run again, it puts nothing there that is there already.
set -eu
kit=$(cd "$(dirname "$0")" && pwd)

fail() {
  printf '%s\n  Fix: %s\n' "$1" "$2" >&2
  exit 1
}

[ -f "$kit/kit.json" ] || fail 'This kit is not complete: it has no kit.json.' 'Copy the folder again, whole; or make it once more.'

# The first file of an ending in the folder "installer"; nothing where there is none.
installer() {
  for file in "$kit"/installer/*."$1"; do
    if [ -f "$file" ]; then
      printf '%s' "$file"
      return
    fi
  done
}

# Copied beside its place and renamed: a program that runs is not written into.
put() {
  mkdir -p "$(dirname "$2")"
  cmp -s "$1" "$2" && return
  cp "$1" "$2.new"
  chmod 755 "$2.new"
  mv "$2.new" "$2"
}

case $(uname -s) in
Darwin)
  app=$HOME/Applications/RealCAVE.app
  image=$(installer dmg)
  if [ -n "$image" ]; then
    if pgrep -qf "^$app/Contents/MacOS/RealCAVE"; then
      fail 'RealCAVE is running.' 'Quit it, then run this again.'
    fi
    place=$(mktemp -d)
    # Whatever fails from here on, the image does not stay open.
    trap 'hdiutil detach -quiet "$place" || :; rmdir "$place" || :' EXIT
    hdiutil attach -quiet -nobrowse -readonly -mountpoint "$place" "$image"
    mkdir -p "$HOME/Applications"
    rm -rf "$app.new"
    cp -R "$place/RealCAVE.app" "$app.new"
    rm -rf "$app"
    mv "$app.new" "$app"
  fi
  program=$app/Contents/MacOS/RealCAVE
  ;;
Linux)
  data=${XDG_DATA_HOME:-$HOME/.local/share}
  program=$data/realcave-app/RealCAVE.AppImage
  image=$(installer AppImage)
  [ -z "$image" ] || put "$image" "$program"
  # Without FUSE it unpacks itself, for the verb below and at each start.
  APPIMAGE_EXTRACT_AND_RUN=1
  export APPIMAGE_EXTRACT_AND_RUN
  with=
  if [ ! -e /dev/fuse ] || ! { command -v fusermount3 || command -v fusermount; } >/dev/null; then
    with='env APPIMAGE_EXTRACT_AND_RUN=1 '
  fi
  ;;
*)
  fail 'RealCAVE does not run on this system.' 'Use Windows, macOS or Linux.'
  ;;
esac

[ -x "$program" ] || fail "This kit holds no installer for this system, and RealCAVE is not in $program." \
  'Put one into the folder "installer" of the kit (.AppImage, .dmg), make the kit once more, then run this again.'

echo 'Setting RealCAVE up from the kit: settings, lessons, Python, images. This takes some minutes.'
"$program" kit use "$kit"
if [ "$(uname -s)" = Darwin ]; then
  echo "Done. Start it with: open $app"
  exit 0
fi
mkdir -p "$data/applications"
cat >"$data/applications/realcave.desktop" <<ENTRY
[Desktop Entry]
Type=Application
Name=RealCAVE
Comment=CAVE on one machine, for training and live demos
Exec=$with"$program"
Categories=Education;
ENTRY
echo "Done. RealCAVE is in the menu; or start it with: $with$program"
