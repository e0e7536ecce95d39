import { z } from 'zod'
import type { Table } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import { findRelation, noSuchTable, quoted, withLookedUp, type Relation } from './catalogue'
import { isLive } from './page'
import type { Database } from './postgres'
import { withRequired, type Schemas } from './schemas'
import type { Session } from './session'

const metadata = z.object({
  table_name: z.string(),
  schema_type: z.string(),
  description: z.string(),
  voxel_resolution_x: z.number(),
  voxel_resolution_y: z.number(),
  voxel_resolution_z: z.number(),
  marked: z.boolean(),
})
type Metadata = z.infer<typeof metadata>

/** Those that are marked as deleted, too: CAVE goes on keeping and freezing them. */
const listed = `SELECT table_name, schema_type, description, voxel_resolution_x, voxel_resolution_y, voxel_resolution_z,
  deleted IS NOT NULL AS marked FROM annotation_table_metadata`

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
    const { required } = await schemas.fields(found.schema_type, signal)
    return { ...relation, columns: withRequired(relation.columns, required) }
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

const toTable = async (session: Session, found: Metadata, signal: AbortSignal): Promise<Table> => {
  const relation = await described(session.volume, session.schemas, found, signal)
  const entry = {
    name: found.table_name,
    schemaType: found.schema_type,
    description: found.description,
    voxelResolution: voxelResolution(found),
  }
  // Dropped by hand: a workflow would look for it all the same, so that its entry has to be seen to go.
  if (relation === undefined) return { ...entry, liveRows: 0, allRows: 0, columns: [], standing: 'gone' }
  return {
    ...entry,
    ...(await counted(session.volume, relation)),
    columns: [...relation.columns],
    ...(found.marked && { standing: 'marked' }),
  }
}

const voxelResolution = (found: Metadata): Table['voxelResolution'] => [
  found.voxel_resolution_x,
  found.voxel_resolution_y,
  found.voxel_resolution_z,
]

/** As they were made: the demo's comes first, which is what lessons speak of. */
export const listTables = async (session: Session, signal: AbortSignal): Promise<Table[]> => {
  const found = await session.volume.read(metadata, { text: `${listed} ORDER BY id` })
  return Promise.all(found.map((each) => toTable(session, each, signal)))
}

const metadataOf = async (session: Session, name: string): Promise<Metadata> => {
  const text = `${listed} WHERE table_name = $1`
  const [found] = await session.volume.read(metadata, { text, values: [name] })
  if (found === undefined) throw noSuchTable(name, session.connection.alignedVolume)
  return found
}

export const tableNamed = async (session: Session, name: string, signal: AbortSignal): Promise<Table> =>
  toTable(session, await metadataOf(session, name), signal)

/** Nanometres per voxel of a table. */
export const resolutionOf = async (session: Session, name: string): Promise<Table['voxelResolution']> =>
  voxelResolution(await metadataOf(session, name))

const relationOf = async (session: Session, found: Metadata, signal: AbortSignal): Promise<Relation> => {
  const relation = await described(session.volume, session.schemas, found, signal)
  if (relation === undefined) throw noSuchTable(found.table_name, session.connection.alignedVolume)
  return relation
}

/** An annotation table by name; only what CAVE lists as one can be read. */
export const annotationTable = async (
  session: Session,
  name: string,
  signal: AbortSignal,
): Promise<Relation> => relationOf(session, await metadataOf(session, name), signal)

/** One whose rows may be changed. */
export const writableTable = async (
  session: Session,
  name: string,
  signal: AbortSignal,
): Promise<Relation> => {
  const found = await metadataOf(session, name)
  if (found.marked)
    throw new Failure({
      code: 'BAD_INPUT',
      what: `The rows of "${name}" stay as they are.`,
      why: 'A client marked the table as deleted. Its rows can be read, here and in versions.',
      fix: 'Write to another table.',
    })
  return relationOf(session, found, signal)
}
