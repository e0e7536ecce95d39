import { escapeLiteral } from 'pg'

export const channelName = 'realcave'

const watched = `SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r'
  AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'superceded_id')`

const tellers = [
  'realcave_versions',
  'realcave_tables_insert',
  'realcave_tables_update',
  'realcave_tables_delete',
] as const

/** Whether anything of `installSql` is missing, or was made by another build; $1 is this build's mark. */
export const untoldSql = `SELECT
  obj_description(to_regnamespace('realcave'), 'pg_namespace') IS DISTINCT FROM $1
  OR EXISTS (${watched} AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'realcave_rows'))
  OR NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'realcave_new_tables')
  OR (SELECT count(*) FROM pg_trigger WHERE tgname IN (${tellers.map((name) => `'${name}'`).join(', ')})) < ${tellers.length} AS untold`

/**
 * Functions and triggers that tell the panel of changes: in a schema of our own, by statement, with the table's name as
 * payload (CAVE-FACTS 9 Push). Each version's database is a copy of the volume and has them too: there they do nothing. A
 * notice that fails never fails the statement that it is about.
 *
 * Payloads: `t` and a table's name, or `v` for versions.
 */
export const installSql = (volume: string): string => `
CREATE SCHEMA IF NOT EXISTS realcave;

CREATE OR REPLACE FUNCTION realcave.tell_rows() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF current_database() = ${escapeLiteral(volume)} THEN
    PERFORM pg_notify('${channelName}', 't' || TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $body$;

CREATE OR REPLACE FUNCTION realcave.tell_versions() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF current_database() = ${escapeLiteral(volume)} THEN
    PERFORM pg_notify('${channelName}', 'v');
  END IF;
  RETURN NULL;
END $body$;

CREATE OR REPLACE FUNCTION realcave.tell_tables() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF current_database() = ${escapeLiteral(volume)} THEN
    PERFORM pg_notify('${channelName}', 't' || table_name) FROM touched;
  END IF;
  RETURN NULL;
END $body$;

CREATE OR REPLACE FUNCTION realcave.watch_table(relation regclass) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = relation AND tgname = 'realcave_rows') THEN
    EXECUTE format('CREATE TRIGGER realcave_rows AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s '
      'FOR EACH STATEMENT EXECUTE FUNCTION realcave.tell_rows()', relation);
  END IF;
END $body$;

CREATE OR REPLACE FUNCTION realcave.watch_new_tables() RETURNS event_trigger LANGUAGE plpgsql AS $body$
DECLARE made record;
BEGIN
  IF current_database() <> ${escapeLiteral(volume)} THEN RETURN; END IF;
  FOR made IN SELECT objid FROM pg_event_trigger_ddl_commands()
    WHERE command_tag = 'CREATE TABLE' AND schema_name = 'public' LOOP
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = made.objid AND attname = 'superceded_id') THEN
      PERFORM realcave.watch_table(made.objid::regclass);
    END IF;
  END LOOP;
EXCEPTION WHEN OTHERS THEN
  RAISE LOG 'realcave: a new table is not watched: %', SQLERRM;
END $body$;

SELECT realcave.watch_table(w.oid::regclass) FROM (${watched}) w;

DO $body$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'realcave_versions') THEN
    CREATE TRIGGER realcave_versions AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.analysisversion
      FOR EACH STATEMENT EXECUTE FUNCTION realcave.tell_versions();
  END IF;
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'realcave_tables_insert') THEN
    CREATE TRIGGER realcave_tables_insert AFTER INSERT ON public.annotation_table_metadata
      REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION realcave.tell_tables();
    CREATE TRIGGER realcave_tables_update AFTER UPDATE ON public.annotation_table_metadata
      REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION realcave.tell_tables();
    CREATE TRIGGER realcave_tables_delete AFTER DELETE ON public.annotation_table_metadata
      REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION realcave.tell_tables();
  END IF;
  IF NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'realcave_new_tables') THEN
    CREATE EVENT TRIGGER realcave_new_tables ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
      EXECUTE FUNCTION realcave.watch_new_tables();
  END IF;
END $body$;`
