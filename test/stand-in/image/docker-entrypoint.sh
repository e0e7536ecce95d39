#!/bin/sh
# As the PostGIS image: a new cluster is first served on its socket alone, for its own scripts, and then started again.
set -eu
export PATH=/usr/lib/postgresql/15/bin:$PATH

as_postgres='setpriv --reuid=postgres --regid=postgres --init-groups'
mkdir -p "$PGDATA" /run/postgresql
chown postgres:postgres "$PGDATA" /run/postgresql
chmod 700 "$PGDATA"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  $as_postgres initdb --username=postgres --pwfile="$POSTGRES_PASSWORD_FILE" --auth-local=trust \
    --auth-host=scram-sha-256 --locale=C.UTF-8 >/dev/null
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  $as_postgres pg_ctl start --wait --silent --options="-c listen_addresses=''"
  $as_postgres psql --username=postgres --quiet --command='CREATE DATABASE template_postgis IS_TEMPLATE true'
  $as_postgres psql --username=postgres --quiet --dbname=template_postgis --command='CREATE EXTENSION postgis'
  for script in /docker-entrypoint-initdb.d/*.sh; do
    [ ! -e "$script" ] || $as_postgres sh "$script"
  done
  $as_postgres pg_ctl stop --wait --silent --mode=fast
fi

exec $as_postgres "$@" -c listen_addresses='*'
