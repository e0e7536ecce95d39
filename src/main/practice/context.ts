import type { Hono } from 'hono'
import type { Pool } from 'pg'
import type { LogLine, ServiceName } from '../../shared/domain/service'

/**
 * Opens databases of the practice cluster by name; pools are made on demand and closed before a database is copied or dropped.
 * Rows come as text where JavaScript would lose something: int8 as digits, timestamp as "2026-11-23 01:44:17.39093" (naive UTC).
 */
export interface Databases {
  pool(database: string): Pool
  /** Runs `work` while this process holds no connection to the databases named; requests to them wait meanwhile. */
  exclusively<T>(databases: readonly string[], work: (admin: Pool) => Promise<T>): Promise<T>
}

/** One field of an annotation schema, as its table stores it; fields come in the order of their columns. */
export interface SchemaField {
  /**
   * A point `pt` has the column pt_position; a bound point has pt_supervoxel_id and pt_root_id too, in the segmentation table. Every other
   * kind has the column of its name.
   */
  readonly name: string
  /** `position`: bare coordinates, not wrapped in {position}. `reference`: the id of a row of the reference table. */
  readonly kind:
    'bound-point' | 'point' | 'position' | 'text' | 'integer' | 'number' | 'boolean' | 'list' | 'reference'
  readonly required: boolean
  readonly nullable: boolean
  /** SQL type of the column: bigint, integer, double precision, character varying, boolean; text for positions. */
  readonly column: string
  readonly indexed: boolean
  /** The only values that are taken; empty: any. */
  readonly choices: readonly (string | number)[]
  /** Filled in by the server with the user's id, whatever the client says. */
  readonly automatic: boolean
}

export interface Schemas {
  names(): readonly string[]
  /** The JSON schema (draft-07) exactly as emannotationschemas gives it; undefined for an unknown name. */
  definition(name: string): unknown
  fields(name: string): readonly SchemaField[] | undefined
}

/** The dummy segmentation: CAVE-FACTS 4. Ids are 64 bits wide. */
export interface Segmentation {
  /** Coordinates in voxels of 8 x 8 x 40 nm; 0n on background and out of bounds. */
  supervoxelAt(x: number, y: number, z: number): bigint
  /** 0n for supervoxel 0; undefined for an id that the graph does not have, or before the root's birth. */
  rootOf(supervoxel: bigint, at: Date): bigint | undefined
  isLatest(root: bigint, at: Date): boolean
}

/** What every practice service works with. */
export interface PracticeContext {
  readonly port: number
  readonly datastack: 'fake_datastack'
  readonly alignedVolume: 'fake_volume'
  readonly databases: Databases
  readonly schemas: Schemas
  readonly segmentation: Segmentation
  log(service: ServiceName, level: LogLine['level'], text: string): void
}

/** A service: its routes, mounted at `/` with their full paths. */
export type PracticeService = (context: PracticeContext) => Hono
