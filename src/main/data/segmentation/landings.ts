import type { Cell, Column, Row } from '../../../shared/domain/annotation'
import type { Given } from '../../../shared/contract'
import type { Landing, Landings } from '../../../shared/domain/segmentation'
import { findRelation } from '../catalogue'
import { firstValue } from '../history'
import { readPage, rowsById } from '../page'
import type { Session } from '../session'
import { annotationTable, resolutionOf } from '../tables'
import { openWatershed } from './watershed'

type Whole = [number, number, number]

const pointOf = (cell: Cell | undefined): Whole | undefined => {
  if (!Array.isArray(cell)) return undefined
  const [x, y, z] = cell.map(Number)
  return x === undefined || y === undefined || z === undefined ? undefined : [x, y, z]
}

type ByName = (name: string) => Cell

const reading = (columns: readonly Column[], row: Row | undefined): ByName => {
  const places = new Map(columns.map(({ name }, place) => [name, place]))
  return (name) => row?.[places.get(name) ?? -1] ?? null
}

/** What the worker keeps of each row beside the table; empty until it made that table. */
const lookedUpRows = async (
  session: Session,
  name: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ByName>> => {
  const relation = await findRelation(session.volume, name)
  if (relation === undefined || ids.length === 0) return new Map()
  const rows = await rowsById(session.volume, relation, ids)
  return new Map([...rows].map(([id, row]) => [id, reading(relation.columns, row)]))
}

const lookedUpAt = (row: ByName | undefined, point: string): Landing['lookedUp'] => {
  const own = point.replace(/_position$/, '')
  const [supervoxel, root] = [row?.(`${own}_supervoxel_id`) ?? null, row?.(`${own}_root_id`) ?? null]
  return supervoxel === null
    ? null
    : { supervoxel: String(supervoxel), root: root === null ? null : String(root) }
}

export const readLandings = async (
  session: Session,
  { table, limit }: Given<'segmentation.landings'>,
  signal: AbortSignal,
): Promise<Landings> => {
  const facts = await session.graphFacts(signal)
  const relation = await annotationTable(session, table, signal)
  const window = {
    rows: 'live',
    sort: { column: 'id', descending: true },
    filters: [],
    offset: 0,
    limit,
  } as const
  const [page, own, watershed] = await Promise.all([
    readPage(session.volume, relation, { ...window, filters: [] }),
    resolutionOf(session, table),
    openWatershed(session.connection.address, facts.watershed, signal),
  ])
  const rows = page.rows.map((row) => reading(page.columns, row))
  const ids = rows.map((row) => String(row('id')))
  const known = await lookedUpRows(session, `${table}__${facts.table}`, ids)
  const name = firstValue(page.columns)?.name
  const points = page.columns.filter(({ kind }) => kind === 'point')

  const landing = async (row: ByName, column: string): Promise<Landing[]> => {
    const position = pointOf(row(column))
    if (position === undefined) return []
    const inVoxels = (axis: 0 | 1 | 2): number => (position[axis] * own[axis]) / facts.resolution[axis]
    const voxel: Whole = [inVoxels(0), inVoxels(1), inVoxels(2)]
    const id = String(row('id'))
    const value = name === undefined ? null : row(name)
    return [
      {
        row: id,
        column,
        value: value === null ? null : String(value),
        position,
        voxel,
        supervoxel: String(await watershed.at(voxel)),
        lookedUp: lookedUpAt(known.get(id), column),
      },
    ]
  }
  const found = rows.flatMap((row) => points.map(({ name: column }) => landing(row, column)))
  return { points: (await Promise.all(found)).flat(), more: page.total > limit }
}
