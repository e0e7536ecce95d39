/** Tables of the databases, as the genuine services make them (contract/06-database.json; CAVE-FACTS 3 and 5). */

export const datasetsSql = `
CREATE TABLE IF NOT EXISTS alembic_version (
  version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO alembic_version VALUES ('df5b03b51b24') ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS aligned_volume (
  id serial PRIMARY KEY, name varchar(100) NOT NULL UNIQUE, description varchar(500),
  image_source varchar(200) NOT NULL, display_name varchar(100));
CREATE TABLE IF NOT EXISTS dataset (
  id serial PRIMARY KEY, name varchar(100) NOT NULL UNIQUE, image_source varchar(200) NOT NULL,
  flat_segmentation_source varchar(200), pychunkgraph_segmentation_source varchar(200),
  pychunkgraph_endpoint varchar(200), annotation_engine_endpoint varchar(200),
  synapse_segmentation_source varchar(200), pychunkedgraph_viewer_source varchar(200),
  graphene_source varchar(200), pychunkedgraph_supervoxel_source varchar(200), analysis_database_ip varchar(100));
CREATE TABLE IF NOT EXISTS datastack (
  id serial PRIMARY KEY, name varchar(100) NOT NULL UNIQUE, aligned_volume_id integer REFERENCES aligned_volume (id),
  segmentation_source varchar(200), analysis_database varchar(100), viewer_site varchar(200),
  synapse_table varchar(100), soma_table varchar(100), local_server varchar(200) NOT NULL, description varchar(500),
  viewer_resolution_x float8, viewer_resolution_y float8, viewer_resolution_z float8, base_link_id bigint,
  proofreading_status_table varchar(100), cell_identification_table varchar(100),
  proofreading_review_table varchar(100), display_name varchar(100), viewer_layer_name varchar(100),
  skeleton_source varchar(200));
CREATE TABLE IF NOT EXISTS image_source (
  id serial PRIMARY KEY, name varchar(100) NOT NULL UNIQUE, image_source varchar(200) NOT NULL,
  description varchar(500), aligned_volume_id integer REFERENCES aligned_volume (id), viewer_layer_name varchar(100));
`

/** What fake_volume holds from the start; annotation, materialize and staging hold the same tables, empty. */
export const volumeSql = `
DO $$ BEGIN
  IF to_regtype('read_permission') IS NULL THEN CREATE TYPE read_permission AS ENUM ('PRIVATE', 'GROUP', 'PUBLIC'); END IF;
  IF to_regtype('version_status') IS NULL THEN
    CREATE TYPE version_status AS ENUM ('AVAILABLE', 'RUNNING', 'FAILED', 'EXPIRED');
  END IF;
END $$;
CREATE TABLE IF NOT EXISTS annotation_table_metadata (
  id serial PRIMARY KEY, schema_type varchar(100) NOT NULL, table_name varchar(100) NOT NULL UNIQUE, valid boolean,
  created timestamp NOT NULL, deleted timestamp, user_id varchar(255) NOT NULL, description text NOT NULL,
  notice_text text, reference_table varchar(100), flat_segmentation_source varchar(300),
  voxel_resolution_x float8 NOT NULL, voxel_resolution_y float8 NOT NULL, voxel_resolution_z float8 NOT NULL,
  write_permission read_permission NOT NULL, read_permission read_permission NOT NULL, last_modified timestamp NOT NULL);
CREATE TABLE IF NOT EXISTS segmentation_table_metadata (
  id serial PRIMARY KEY, schema_type varchar(100) NOT NULL, table_name varchar(100) NOT NULL UNIQUE, valid boolean,
  created timestamp NOT NULL, deleted timestamp, segmentation_source varchar(255), pcg_table_name varchar(255) NOT NULL,
  last_updated timestamp, annotation_table varchar(100) REFERENCES annotation_table_metadata (table_name));
CREATE TABLE IF NOT EXISTS combined_table_metadata (
  id serial PRIMARY KEY, reference_table varchar(100) REFERENCES annotation_table_metadata (table_name),
  annotation_table varchar(100) REFERENCES annotation_table_metadata (table_name), valid boolean,
  created timestamp NOT NULL, deleted timestamp, description text NOT NULL);
CREATE TABLE IF NOT EXISTS analysisversion (
  id serial PRIMARY KEY, datastack varchar(100) NOT NULL, version integer NOT NULL, time_stamp timestamp NOT NULL,
  valid boolean, expires_on timestamp, parent_version integer REFERENCES analysisversion (id),
  status version_status NOT NULL, is_merged boolean);
CREATE TABLE IF NOT EXISTS analysistables (
  id serial PRIMARY KEY, aligned_volume varchar(100) NOT NULL, schema varchar(100) NOT NULL,
  table_name varchar(100) NOT NULL, valid boolean, created timestamp NOT NULL,
  analysisversion_id integer REFERENCES analysisversion (id));
CREATE TABLE IF NOT EXISTS version_error (
  id serial PRIMARY KEY, exception varchar, error json, analysisversion_id integer REFERENCES analysisversion (id));
CREATE TABLE IF NOT EXISTS analysisviews (
  id serial PRIMARY KEY, table_name varchar(100) NOT NULL, description text NOT NULL, datastack_name varchar(100) NOT NULL,
  voxel_resolution_x float8 NOT NULL, voxel_resolution_y float8 NOT NULL, voxel_resolution_z float8 NOT NULL,
  notice_text text, live_compatible boolean NOT NULL);
`
