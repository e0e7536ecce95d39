import { z } from 'zod'
import { cell, column } from './annotation'

export const versionStatus = z.enum(['AVAILABLE', 'RUNNING', 'FAILED', 'EXPIRED'])

/** A materialized snapshot. */
export const version = z.object({
  version: z.number().int(),
  status: versionStatus,
  valid: z.boolean(),
  /** The moment it shows. ISO 8601, UTC. */
  timeStamp: z.string(),
  /** The date from which a production server may remove it; nothing removes versions here. ISO 8601, UTC. */
  expiresOn: z.string().nullable(),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  /** Bytes on disk; null while it has no database. */
  disk: z.number().nullable(),
})
export type Version = z.infer<typeof version>

/** A snapshot that can be read. */
export const isOpenable = ({ valid, status }: Pick<Version, 'valid' | 'status'>): boolean =>
  valid && status === 'AVAILABLE'

const newest = <V extends Pick<Version, 'version'>>(versions: readonly V[]): V | undefined => {
  const [first, ...others] = versions
  return first === undefined
    ? undefined
    : others.reduce((one, other) => (other.version > one.version ? other : one), first)
}

/** What a client answers from that has chosen no version. */
export const newestOpenable = <V extends Pick<Version, 'version' | 'valid' | 'status'>>(
  versions: readonly V[],
): V | undefined => newest(versions.filter(isOpenable))

/** The newest, while CAVE says that it is RUNNING: it may be, and an older one that says so is dead (CAVE-FACTS 7). */
export const inTheMaking = <V extends Pick<Version, 'version' | 'status'>>(
  versions: readonly V[],
): V | undefined => {
  const last = newest(versions)
  return last?.status === 'RUNNING' ? last : undefined
}

export const versionPageQuery = z.object({
  version: z.number().int().min(1),
  table: z.string().min(1).max(200),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
})

export const rowChange = z.enum(['added', 'removed', 'changed'])
export type RowChange = z.infer<typeof rowChange>

export const diffQuery = z.object({
  table: z.string().min(1).max(200),
  from: z.number().int().min(1),
  to: z.number().int().min(1),
  /** The kinds of rows that the window goes over; all without. The counts are of all kinds. */
  changes: z.array(rowChange).min(1).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
})

/**
 * What changed from one version to another. A row that was edited has another id in the later version: the two are
 * matched through the lineage that superceded_id links, and the change is shown cell by cell.
 */
const diffRow = z.object({
  change: rowChange,
  /** Id in the earlier version, null for an added row. */
  fromId: z.string().nullable(),
  /** Id in the later version, null for a removed row. */
  toId: z.string().nullable(),
  cells: z.array(z.object({ column: z.string(), before: cell, after: cell, changed: z.boolean() })),
})
export type DiffRow = z.infer<typeof diffRow>

export const diff = z.object({
  table: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  columns: z.array(column),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** The window asked for: rows that differ, by id; of the kinds asked for. */
  rows: z.array(diffRow),
})
export type Diff = z.infer<typeof diff>
