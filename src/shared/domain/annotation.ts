import { z } from 'zod'

/**
 * A cell as it crosses a transport. 64-bit ids are decimal strings (JavaScript numbers lose digits above 2^53);
 * a point is [x, y, z] in voxels of the table's resolution; times are ISO 8601, UTC.
 */
export const cell = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.number(), z.string()])),
])
export type Cell = z.infer<typeof cell>

export const column = z.object({
  name: z.string(),
  kind: z.enum(['id', 'integer', 'number', 'text', 'boolean', 'time', 'point', 'list']),
  /** False for what CAVE itself writes: id, created, deleted, superceded_id, valid, *_supervoxel_id, *_root_id. */
  editable: z.boolean(),
  required: z.boolean(),
})
export type Column = z.infer<typeof column>

/** One row, cells in the order of the page's columns. */
export const row = z.array(cell)
export type Row = z.infer<typeof row>

export const table = z.object({
  name: z.string(),
  schemaType: z.string(),
  description: z.string(),
  /** Rows that are neither superseded nor deleted. */
  liveRows: z.number().int(),
  allRows: z.number().int(),
  /** Nanometres per voxel. */
  voxelResolution: z.tuple([z.number(), z.number(), z.number()]),
  columns: z.array(column),
  /**
   * Absent as a rule. `marked`: a client marked it as deleted, which CAVE only notes: its rows stay, and versions go on freezing them.
   * `gone`: CAVE lists it, and its relation is not in the database any more.
   */
  standing: z.enum(['marked', 'gone']).optional(),
})
export type Table = z.infer<typeof table>

/** Of those that are listed, the ones that are worked with: neither marked as deleted nor gone. */
export const inUse = (tables: readonly Table[]): Table[] =>
  tables.filter(({ standing }) => standing === undefined)

const sort = z.object({ column: z.string(), descending: z.boolean() })

export const filter = z.object({
  column: z.string(),
  operator: z.enum(['contains', 'equals', 'less', 'greater']),
  value: z.string().max(1000),
})

/** A window into a table: rows `offset` to `offset + limit`. */
export const pageQuery = z.object({
  table: z.string().min(1).max(200),
  /** `live`: neither superseded nor deleted; `all`: every row that ever was. */
  rows: z.enum(['live', 'all']).default('live'),
  sort: sort.nullable().default(null),
  filters: z.array(filter).max(20).default([]),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
})

export const page = z.object({
  columns: z.array(column),
  rows: z.array(row),
  /** Rows that match, in all. */
  total: z.number().int(),
})
export type Page = z.infer<typeof page>

/** Values of a new row or an edit, by field: {"pt": {"position": [600, 100, 10]}, "tag": "cell A"} as caveclient takes them. */
export const annotationBody = z.record(z.string(), z.unknown())

/** The chain of rows that superceded_id links, oldest first. */
export const lineage = z.object({
  table: z.string(),
  columns: z.array(column),
  rows: z.array(row),
  /** The newest row's id. */
  head: z.string(),
  /** True when the head is deleted. */
  ended: z.boolean(),
})
export type Lineage = z.infer<typeof lineage>
