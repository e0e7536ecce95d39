#!/bin/sh
# RealCAVE on the command line: the app's own program, which waits, and passes output and exit status on. A link to this file, say
# /usr/local/bin/realcave, works as well.
file=$0
while [ -L "$file" ]; do
  link=$(readlink "$file")
  case $link in
    /*) file=$link ;;
    *) file=$(dirname "$file")/$link ;;
  esac
done
exec "$(dirname "$file")/../MacOS/RealCAVE" "$@"
