import { z } from 'zod'
import type { Table } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import type { Given } from '../../shared/contract'
import { findRelation, noSuchTable, quoted, withLookedUp, type Relation } from './catalogue'
import { isReservedWord } from '../practice/reserved-words'
import { isLive } from './page'
import type { Database } from './postgres'
import { withRequired, type Schemas } from './schemas'
import type { Session } from './session'
import { checkTableName } from './table-names'
import { newTable } from './table-requests'

const metadata = z.object({
  table_name: z.string(),
  schema_type: z.string(),
  description: z.string(),
  voxel_resolution_x: z.number(),
  voxel_resolution_y: z.number(),
  voxel_resolution_z: z.number(),
})
type Metadata = z.infer<typeof metadata>

/** Without those that are marked as deleted: unless they stand in the way of every version, until they are removed. */
const listed = `SELECT table_name, schema_type, description, voxel_resolution_x, voxel_resolution_y, voxel_resolution_z
FROM annotation_table_metadata WHERE (deleted IS NULL OR ${isReservedWord('table_name::text')})`

const count = z.object({ live: z.coerce.number(), all: z.coerce.number() })

/** The columns of a table, with what its schema demands. While the schema service is away, only what the database demands. */
const described = async (
  database: Database,
  schemas: Schemas,
  found: Metadata,
  signal: AbortSignal,
): Promise<Relation | undefined> => {
  const own = await findRelation(database, found.table_name)
  if (own === undefined) return undefined
  const relation = await withLookedUp(database, own)
  try {
    const fields = await schemas.required(found.schema_type, signal)
    return { ...relation, columns: withRequired(relation.columns, fields) }
  } catch (error) {
    if (
      error instanceof Failure &&
      ['CAVE_UNREACHABLE', 'TIMED_OUT', 'CAVE_REFUSED'].includes(error.info.code)
    )
      return relation
    throw error
  }
}

const counted = async (database: Database, relation: Relation) => {
  const [found] = await database.read(count, {
    text: `SELECT count(*) FILTER (WHERE ${isLive}) AS live, count(*) AS all FROM ${quoted(relation.name)} t`,
  })
  return { liveRows: found?.live ?? 0, allRows: found?.all ?? 0 }
}

const toTable = async (
  session: Session,
  found: Metadata,
  signal: AbortSignal,
): Promise<Table | undefined> => {
  const relation = await described(session.volume, session.schemas, found, signal)
  // Metadata without a table: it was dropped by hand.
  if (relation === undefined) return undefined
  return {
    name: relation.name,
    schemaType: found.schema_type,
    description: found.description,
    ...(await counted(session.volume, relation)),
    voxelResolution: [found.voxel_resolution_x, found.voxel_resolution_y, found.voxel_resolution_z],
    columns: [...relation.columns],
  }
}

/** As they were made: the demo's comes first, which is what lessons speak of. */
export const listTables = async (session: Session, signal: AbortSignal): Promise<Table[]> => {
  const found = await session.volume.read(metadata, { text: `${listed} ORDER BY id` })
  const tables = await Promise.all(found.map((each) => toTable(session, each, signal)))
  return tables.filter((each): each is Table => each !== undefined)
}

const metadataOf = async (session: Session, name: string): Promise<Metadata> => {
  const text = `${listed} AND table_name = $1`
  const [found] = await session.volume.read(metadata, { text, values: [name] })
  if (found === undefined) throw noSuchTable(name, session.connection.alignedVolume)
  return found
}

/** Nanometres per voxel of a table. */
export const resolutionOf = async (session: Session, name: string): Promise<Table['voxelResolution']> => {
  const { voxel_resolution_x, voxel_resolution_y, voxel_resolution_z } = await metadataOf(session, name)
  return [voxel_resolution_x, voxel_resolution_y, voxel_resolution_z]
}

/** An annotation table by name; only what CAVE lists as one can be read or written. */
export const annotationTable = async (
  session: Session,
  name: string,
  signal: AbortSignal,
): Promise<Relation> => {
  const relation = await described(session.volume, session.schemas, await metadataOf(session, name), signal)
  if (relation === undefined) throw noSuchTable(name, session.connection.alignedVolume)
  return relation
}

export const createTable = async (
  session: Session,
  given: Given<'tables.create'>,
  signal: AbortSignal,
): Promise<Table> => {
  await checkTableName(session.volume, given.name)
  await session.cave.ask(z.unknown(), newTable(session.connection.alignedVolume, given), signal)
  const made = await toTable(session, await metadataOf(session, given.name), signal)
  if (made === undefined) throw noSuchTable(given.name, session.connection.alignedVolume)
  return made
}
