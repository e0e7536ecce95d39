import { escapeLiteral } from 'pg'
import type { Connection } from '../connection'

export const readerName = 'realcave_reader'
export const keeperName = 'realcave_keeper'

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What a clean reset exchanges, golden copies, and what is on its way from one to the other: src/main/fleet/database-names.ts. */
const keptDatabases = ({ alignedVolume, datastack }: Connection): string => {
  const live = `${literally(alignedVolume)}|${literally(datastack)}__mat[0-9]+`
  return `^(|golden_(first|declared)__|realcave_(building|next|old)__(golden_(first|declared)__)?)(${live})$`
}

/**
 * Two roles that are no superusers. The reader reads and can do nothing else. The keeper writes rows, and copies, renames and drops the
 * databases of live tables, versions and golden copies, which it owns.
 *
 * The services make databases and hold sessions as the superuser: for these the keeper has functions that do one thing each, to those
 * databases alone. They stand in the administration's database, which is never copied or renamed.
 */
export const rolesSql = (connection: Connection): string => `
DO $body$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${readerName}') THEN CREATE ROLE ${readerName}; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${keeperName}') THEN CREATE ROLE ${keeperName}; END IF;
END $body$;
ALTER ROLE ${readerName} LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE ${readerName} SET default_transaction_read_only = on;
GRANT pg_read_all_data TO ${readerName};
ALTER ROLE ${keeperName} LOGIN INHERIT NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT pg_read_all_data, pg_write_all_data, pg_read_all_stats TO ${keeperName};

CREATE SCHEMA IF NOT EXISTS realcave;
REVOKE ALL ON SCHEMA realcave FROM PUBLIC;
GRANT USAGE ON SCHEMA realcave TO ${keeperName};

CREATE OR REPLACE FUNCTION realcave.kept(names text[]) RETURNS SETOF name
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $body$
  SELECT datname FROM pg_database
  WHERE datname = ANY (names) AND datname ~ ${escapeLiteral(keptDatabases(connection))} ORDER BY datname
$body$;

CREATE OR REPLACE FUNCTION realcave.own(names text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE each name;
BEGIN
  FOR each IN SELECT datname FROM pg_database WHERE datname IN (SELECT realcave.kept(names))
    AND datdba <> '${keeperName}'::regrole LOOP
    BEGIN
      EXECUTE format('ALTER DATABASE %I OWNER TO ${keeperName}', each);
    EXCEPTION WHEN invalid_catalog_name THEN NULL; -- It was dropped in this instant.
    END;
  END LOOP;
END $body$;

CREATE OR REPLACE FUNCTION realcave.shut(names text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE each name;
BEGIN
  PERFORM realcave.own(names);
  -- One whose drop was cut short (-2) lets nobody in, nor itself be altered.
  FOR each IN SELECT datname FROM pg_database WHERE datname IN (SELECT realcave.kept(names))
    AND datallowconn AND datconnlimit <> -2 LOOP
    BEGIN
      EXECUTE format('ALTER DATABASE %I ALLOW_CONNECTIONS false', each);
    EXCEPTION WHEN invalid_catalog_name THEN NULL;
    END;
  END LOOP;
END $body$;

CREATE OR REPLACE FUNCTION realcave.cut(names text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  -- Waited for: PostgreSQL would refuse the keeper whatever needs the superuser's sessions gone.
  PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname IN (SELECT realcave.kept(names)) AND pid <> pg_backend_pid();
END $body$;

CREATE OR REPLACE FUNCTION realcave.free(names text[], relations oid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  PERFORM pg_terminate_backend(a.pid, 5000) FROM pg_stat_activity a
    WHERE a.datname IN (SELECT realcave.kept(names)) AND a.pid <> pg_backend_pid() AND a.state LIKE 'idle in transaction%'
      AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.relation = ANY (relations));
END $body$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA realcave FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA realcave TO ${keeperName};
`
