# In front of the image's own start, which takes a cluster whose making was interrupted for a whole one: without PostGIS, or one that
# never starts. Nothing is in it yet, so it is made anew. cfg/postgres-made.sh says when it is whole.
set -eu
if [ -n "$(ls -A "$PGDATA")" ] && [ ! -e "$PGDATA/realcave-made" ]; then
  echo 'The making of this cluster was interrupted: it is made anew.'
  find "$PGDATA" -mindepth 1 -delete
fi
exec docker-entrypoint.sh "$@"
