# In front of the image's own start, which takes a cluster whose making was interrupted for a whole one: without PostGIS, or one that
# never starts. The mark stands beside a cluster from before its making until RealCAVE puts the first thing into it
# (src/main/fleet/genuine/cluster-mark.ts): only what stands beside the mark is ever removed, since nothing can be in it yet.
set -eu
volume=$PGDATA
mark=$volume/realcave-in-the-making

if [ -e "$mark" ]; then
  if [ -e "$volume/cluster" ]; then
    echo 'The making of this cluster was interrupted: it is made anew.'
    rm -rf "$volume/cluster"
  fi
  PGDATA=$volume/cluster
elif [ -d "$volume/cluster" ]; then
  PGDATA=$volume/cluster
elif [ -z "$(ls -A "$volume")" ]; then
  # Written through: no cluster may be begun without it.
  touch "$mark"
  sync
  PGDATA=$volume/cluster
fi
# Else the volume itself is a cluster, as earlier builds made them, or holds something that is no business of ours.
export PGDATA
exec docker-entrypoint.sh "$@"
