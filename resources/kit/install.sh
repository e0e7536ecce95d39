#!/bin/sh
# Installs RealCAVE from this kit for the user who runs it: no administrator, no network, nothing is written into the kit.
# Run again, it puts nothing there that is there already.
set -eu
kit=$(cd "$(dirname "$0")" && pwd)

fail() {
  printf '%s\n  Why: %s\n  Fix: %s\n' "$1" "$2" "$3" >&2
  exit 1
}

[ -f "$kit/kit.json" ] || fail 'This kit is not complete: it has no kit.json.' \
  'Its making or its copying was interrupted.' 'Copy the folder again, whole; or make it once more.'

# Nobody else writes there: what is unpacked in it is run.
work=$(mktemp -d "${TMPDIR:-/tmp}/realcave-XXXXXX")
work=$(cd "$work" && pwd -P)
attached=''
trap '[ -z "$attached" ] || hdiutil detach -quiet "$attached" || true; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

# What the kit's list says of its installer with this ending: bytes, digest, name. Another file in the folder is none of the kit.
listed() {
  awk -F '"' -v ending="$1" '
    $2 == "path" { name = $4 }
    $2 == "bytes" { bytes = $3; gsub(/[^0-9]/, "", bytes) }
    $2 == "sha256" && tolower(name) ~ ("^installer/[^/]+[.]" ending "$") { print bytes, $4, name; exit }
  ' "$kit/kit.json"
}

digest_of() {
  if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

# Whether a file is the installer that was put into the kit.
is_whole() {
  [ -f "$1" ] && [ "$(wc -c <"$1" | tr -d ' ')" = "$bytes" ] && [ "$(digest_of "$1")" = "$digest" ]
}

damaged() {
  fail "RealCAVE was not installed: $1 is not what was put into the kit." \
    'It is missing, was changed, or its copy was cut short. What was installed before is as it was.' \
    'Copy the kit again, whole. "realcave kit check FOLDER" finds such files where the kit was made.'
}

# Copied beside its place, looked at there, and renamed: a program that works, or runs, is replaced by a whole one only.
put_program() {
  mkdir -p "$(dirname "$2")"
  if is_whole "$2"; then return; fi
  cp "$1" "$2.new" && is_whole "$2.new" || {
    rm -f "$2.new"
    damaged "$1"
  }
  chmod 755 "$2.new"
  mv "$2.new" "$2"
}

# The command "realcave", unless something else has that name there.
put_command() {
  if [ -e "$command" ] || [ -L "$command" ]; then
    [ "$(readlink "$command" || true)" = "$1" ] && return
    echo "The command realcave was not made: $command is there and is something else. RealCAVE is $1"
    command=$1
    return
  fi
  mkdir -p "$(dirname "$command")"
  ln -s "$1" "$command"
}

# A path as a menu entry writes it.
in_entry() {
  # shellcheck disable=SC2016 # They are the characters themselves.
  printf '%s' "$1" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g'
}

put_entry() {
  mkdir -p "$(dirname "$entry")"
  cat >"$entry.new" <<EOF
[Desktop Entry]
Type=Application
Name=RealCAVE
Comment=CAVE on one machine, for training and live demos
Exec="$(in_entry "$starts")"
Icon=$folder/realcave.png
StartupWMClass=RealCAVE
Terminal=false
Categories=Education;
EOF
  mv "$entry.new" "$entry"
}

put_removal() {
  cat >"$folder/uninstall.sh" <<'EOF'
#!/bin/sh
# Removes what a kit's install.sh has installed: program, command and menu entry. What the program keeps, and what Docker has of it, stays;
# "realcave remove --data --containers" removes that, before this.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
command=$HOME/.local/bin/realcave
if [ "$(readlink "$command" || true)" = "$folder/realcave" ]; then rm -f "$command"; fi
rm -f "$folder/../applications/realcave.desktop"
rm -rf "$folder/unpacked"
rm -f "$folder/RealCAVE.AppImage" "$folder/realcave" "$folder/realcave.png" "$folder/uninstall.sh"
rmdir "$folder" 2>/dev/null || echo "$folder stays: it holds other things."
echo 'RealCAVE was removed.'
EOF
  chmod 755 "$folder/uninstall.sh"
}

# It mounts itself with FUSE, which many laptops lack, or keep from their users: tried, for 5 s at most.
has_fuse() {
  { command -v fusermount3 || command -v fusermount; } >/dev/null || return 1
  "$program" --appimage-mount >"$work/mount" 2>/dev/null &
  mounting=$!
  for _ in 1 2 3 4 5; do
    if [ -s "$work/mount" ] || ! kill -0 "$mounting" 2>/dev/null; then break; fi
    sleep 1
  done
  kill "$mounting" 2>/dev/null || true
  wait "$mounting" 2>/dev/null || true
  case $(head -n 1 "$work/mount") in /*) return 0 ;; esac
  return 1
}

# By itself it would unpack into one folder for all users, where another's may lie.
unpack() {
  (cd "$work" && "$program" --appimage-extract >"$work/told" 2>&1) || fail 'RealCAVE was installed, but could not be unpacked.' \
    "$(tail -n 1 "$work/told")" "Free 1 GB in $(dirname "$work"), or name another folder: TMPDIR=FOLDER sh install.sh."
}

# Without FUSE it stays unpacked, in the place of an earlier version.
put_unpacked() {
  [ "$(cat "$folder/unpacked/unpacked-from" 2>/dev/null)" = "$(digest_of "$program")" ] && return
  rm -rf "$folder/unpacked.new"
  cp -R "$work/squashfs-root" "$folder/unpacked.new"
  digest_of "$program" >"$folder/unpacked.new/unpacked-from"
  rm -rf "$folder/unpacked"
  mv "$folder/unpacked.new" "$folder/unpacked"
}

put_start() {
  cat >"$starts.new" <<'EOF'
#!/bin/sh
# RealCAVE on the command line and from the menu: unpacked, where there was no FUSE when it was installed.
folder=$(dirname "$(readlink -f "$0")")
if [ -x "$folder/unpacked/AppRun" ]; then
  APPIMAGE=$folder/realcave
  APPDIR=$folder/unpacked
  export APPIMAGE APPDIR
  exec "$APPDIR/AppRun" "$@"
fi
exec "$folder/RealCAVE.AppImage" "$@"
EOF
  chmod 755 "$starts.new"
  mv "$starts.new" "$starts"
}

bytes='' digest='' name=''
read_list() {
  read -r bytes digest name <<EOF || true
$(listed "$1")
EOF
}

command=$HOME/.local/bin/realcave
case $(uname -s) in
Darwin)
  app=$HOME/Applications/RealCAVE.app
  program=$app/Contents/MacOS/RealCAVE
  starts=$app/Contents/Resources/realcave
  runs=$program
  read_list dmg
  if [ -n "$name" ]; then
    is_whole "$kit/$name" || damaged "$kit/$name"
    if pgrep -qf "^$app/Contents/MacOS/RealCAVE"; then
      fail 'RealCAVE was not installed.' 'It is running.' 'Quit it, then run this again.'
    fi
    mkdir "$work/image"
    attached=$work/image
    hdiutil attach -quiet -nobrowse -readonly -mountpoint "$work/image" "$kit/$name"
    mkdir -p "$HOME/Applications"
    rm -rf "$app.new"
    cp -R "$work/image/RealCAVE.app" "$app.new"
    rm -rf "$app"
    mv "$app.new" "$app"
  fi
  ;;
Linux)
  data=${XDG_DATA_HOME:-$HOME/.local/share}
  folder=$data/realcave-app
  entry=$data/applications/realcave.desktop
  program=$folder/RealCAVE.AppImage
  starts=$folder/realcave
  runs=$work/squashfs-root/AppRun
  read_list appimage
  [ -z "$name" ] || put_program "$kit/$name" "$program"
  ;;
*)
  fail 'RealCAVE does not run on this system.' 'It is made for Windows, macOS and Linux.' 'Use one of them.'
  ;;
esac

[ -x "$program" ] || fail "This kit holds no installer for this system, and RealCAVE is not in $program." \
  'None was given when it was made; a file that was only copied into its folder "installer" is not taken.' \
  'Give one to the kit (.AppImage, .dmg): "realcave kit FOLDER --installer FILE", then run this again.'

if [ "$(uname -s)" = Linux ]; then
  unpack
  cp -L "$work/squashfs-root/realcave.png" "$folder/realcave.png" 2>/dev/null || true
  if has_fuse; then rm -rf "$folder/unpacked"; else put_unpacked; fi
  put_removal
  put_start
  put_entry
  # What it says of itself names what stays there.
  APPIMAGE=$starts
  APPDIR=$work/squashfs-root
  export APPIMAGE APPDIR
fi
put_command "$starts"

echo 'Setting RealCAVE up from the kit: settings, lessons, Python, images. This takes some minutes.'
status=0
"$runs" kit use "$kit" || status=$?
[ "$status" = 0 ] || {
  echo 'RealCAVE was installed, but not all of the kit was taken. What went wrong is told above.' >&2
  exit "$status"
}
echo "Done. RealCAVE is in the menu of programs; its command is $command"
case :$PATH: in
*":$(dirname "$command"):"*) ;;
*) echo "This shell does not look in $(dirname "$command"): sign in anew, or write the whole path." ;;
esac
