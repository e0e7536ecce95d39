import type { Answer, Asked, Given } from '../../../src/shared/contract'
import type { Cell, Column, Row, Table } from '../../../src/shared/domain/annotation'
import type { DiffRow, Version } from '../../../src/shared/domain/version'
import { ago } from './fake-fleet'

const own = { editable: false, required: false }
export const columns: Column[] = [
  { name: 'id', kind: 'id', ...own },
  { name: 'tag', kind: 'text', editable: true, required: true },
  { name: 'pt_position', kind: 'point', editable: true, required: true },
  { name: 'pt_supervoxel_id', kind: 'id', ...own },
  { name: 'pt_root_id', kind: 'id', ...own },
  { name: 'valid', kind: 'boolean', ...own },
  { name: 'created', kind: 'time', ...own },
  { name: 'deleted', kind: 'time', ...own },
  { name: 'superceded_id', kind: 'id', ...own },
]

export interface Annotation {
  id: number
  tag: string
  point: [number, number, number]
  created: string
  deleted: string | null
  superseded: number | null
}

const tags = [
  'cell A',
  'cell B',
  'axon tip',
  'L5 pyramidal',
  'basket cell',
  'Martinotti',
  'spine head',
  'soma 日本',
]

const annotation = (id: number, tag: string, seconds: number): Annotation => ({
  id,
  tag,
  point: [512 + ((id * 89) % 512), (id * 31) % 512, id % 64],
  created: ago(seconds),
  deleted: null,
  superseded: null,
})

const toRow = (a: Annotation): Row => [
  String(a.id),
  a.tag,
  a.point,
  a.id % 11 === 10 ? null : a.point[0] < 768 ? '72127962782105600' : '72127962782105601',
  a.id % 11 === 10 ? null : '288230376151711745',
  a.deleted === null,
  a.created,
  a.deleted,
  a.superseded === null ? null : String(a.superseded),
]

const matches = (row: Row, filters: Given<'annotations.page'>['filters']): boolean =>
  filters.every(({ column, operator, value }) => {
    const cell = String(row[columns.findIndex((known) => known.name === column)] ?? '')
    if (operator === 'contains') return cell.toLowerCase().includes(value.toLowerCase())
    if (operator === 'equals') return cell === value
    return operator === 'less' ? Number(cell) < Number(value) : Number(cell) > Number(value)
  })

const compare = (a: Cell, b: Cell): number => {
  const [x, y] = [String(a ?? ''), String(b ?? '')]
  const difference = Number(x) - Number(y)
  return Number.isNaN(difference) ? x.localeCompare(y) : difference
}

/** Tables that live in the page: small and large, with a chain of edits, changed by the verbs of the contract. */
export class FakeData {
  private readonly tables = new Map<string, Annotation[]>()
  readonly versions: Version[] = [1, 2, 3].map((version) => ({
    version,
    status: 'AVAILABLE',
    valid: true,
    timeStamp: ago(4000 - version * 900),
    expiresOn: ago(-86_400 * 5),
    tables: [
      { name: 'my_cave_table', rows: version + 1 },
      { name: 'synapses_of_anna', rows: 100_000 },
    ],
    disk: 15_700_000 + version * 300_000,
  }))

  private readonly changed: (change: Answer<'data.changes'>) => void

  constructor(changed: (change: Answer<'data.changes'>) => void) {
    this.changed = changed
    const first = annotation(1, 'cell A', 3000)
    const second = annotation(3, 'pyramidal', 2000)
    this.tables.set('my_cave_table', [
      { ...first, point: [600, 100, 10], deleted: ago(2000), superseded: 3 },
      { ...annotation(2, 'cell B', 3000), point: [900, 100, 10] },
      { ...second, point: [600, 100, 10], deleted: ago(900), superseded: 4 },
      { ...annotation(4, 'L5 pyramidal', 900), point: [600, 100, 10] },
      { ...annotation(5, 'axon tip', 600), point: [700, 120, 10], deleted: ago(300) },
    ])
    this.tables.set(
      'synapses_of_anna',
      Array.from({ length: 100_000 }, (_, index) =>
        annotation(index + 1, tags[index % 8] ?? '', 5000 - index / 50),
      ),
    )
    this.tables.set('empty_table', [])
  }

  private of(table: string): Annotation[] {
    return this.tables.get(table) ?? []
  }

  /** Every row that ever was. */
  all(table: string): readonly Annotation[] {
    return this.of(table)
  }

  /** What a version holds: the rows that were live at its moment. */
  frozen(table: string, version: number): readonly Annotation[] {
    const { timeStamp = '' } = this.versions.find((known) => known.version === version) ?? {}
    return this.of(table).filter(
      ({ created, deleted }) => created <= timeStamp && (deleted === null || deleted > timeStamp),
    )
  }

  rowsById(table: string, ids: readonly string[]): Answer<'annotations.rows'> {
    return {
      columns,
      rows: this.of(table)
        .filter(({ id }) => ids.includes(String(id)))
        .map(toRow),
    }
  }

  list(): Table[] {
    return [...this.tables].map(([name, rows]) => ({
      name,
      schemaType: 'bound_tag',
      description: name === 'my_cave_table' ? 'demo table' : '',
      liveRows: rows.filter((row) => row.deleted === null).length,
      allRows: rows.length,
      voxelResolution: [8, 8, 40],
      columns,
    }))
  }

  page(query: Asked<'annotations.page'>): Answer<'annotations.page'> {
    const { table, rows = 'live', sort, filters = [], offset = 0, limit = 200 } = query
    const found = this.of(table)
      .filter((row) => rows === 'all' || row.deleted === null)
      .map(toRow)
      .filter((row) => matches(row, filters))
    if (sort) {
      const index = columns.findIndex(({ name }) => name === sort.column)
      found.sort((a, b) => compare(a[index] ?? null, b[index] ?? null) * (sort.descending ? -1 : 1))
    }
    return { columns, rows: found.slice(offset, offset + limit), total: found.length }
  }

  private read(body: Readonly<Record<string, unknown>>, base: Annotation): Annotation {
    const pt = body['pt']
    const position = typeof pt === 'object' && pt !== null && 'position' in pt ? pt.position : base.point
    const [x, y, z] = Array.isArray(position) ? position.map(Number) : base.point
    const tag = body['tag']
    return { ...base, point: [x ?? 0, y ?? 0, z ?? 0], tag: typeof tag === 'string' ? tag : base.tag }
  }

  add(table: string, bodies: readonly Readonly<Record<string, unknown>>[]): string[] {
    const rows = this.of(table)
    const ids = bodies.map((body) => {
      const id = rows.length + 1
      rows.push(this.read(body, annotation(id, '', 0)))
      return String(id)
    })
    this.changed({ tables: [table], everything: false, versions: false })
    return ids
  }

  chain(table: string, id: string): Annotation[] {
    const rows = this.of(table)
    let first = rows.find((row) => String(row.id) === id)
    for (let before = first; before !== undefined;) {
      const target: number = before.id
      first = before
      before = rows.find((row) => row.superseded === target)
    }
    const chain: Annotation[] = []
    for (let next = first; next !== undefined; next = rows.find((row) => row.id === chain.at(-1)?.superseded))
      chain.push(next)
    return chain
  }

  edit(table: string, id: string, fields: Readonly<Record<string, unknown>>): Answer<'annotations.edit'> {
    const head = this.chain(table, id).at(-1)
    if (head === undefined) throw new Error(`No row ${id}`)
    const rows = this.of(table)
    const next = this.read(fields, { ...head, id: rows.length + 1, created: ago(0) })
    rows.push(next)
    head.deleted = ago(0)
    head.superseded = next.id
    this.changed({ tables: [table], everything: false, versions: false })
    return { head: String(head.id), newId: String(next.id) }
  }

  remove(table: string, ids: readonly string[]): string[] {
    for (const row of this.of(table)) if (ids.includes(String(row.id))) row.deleted = ago(0)
    this.changed({ tables: [table], everything: false, versions: false })
    return [...ids]
  }

  history(table: string, id: string): Answer<'annotations.history'> {
    const chain = this.chain(table, id)
    const head = chain.at(-1)
    return {
      table,
      columns,
      rows: chain.map(toRow),
      head: String(head?.id ?? id),
      ended: head?.deleted !== null,
    }
  }

  materialize(): number {
    const version = Math.max(0, ...this.versions.map((known) => known.version)) + 1
    const tables = this.list().map(({ name, liveRows }) => ({ name, rows: liveRows }))
    this.versions.push({
      version,
      status: 'AVAILABLE',
      valid: true,
      timeStamp: ago(0),
      expiresOn: ago(-86_400 * 5),
      tables,
      disk: 16_900_000,
    })
    this.changed({ tables: [], everything: false, versions: true })
    return version
  }

  removeVersions(gone: readonly number[]): void {
    for (const version of gone)
      this.versions.splice(
        this.versions.findIndex((known) => known.version === version),
        1,
      )
    this.changed({ tables: [], everything: false, versions: true })
  }

  diff({ table, from, to, changes }: Asked<'versions.diff'>): Answer<'versions.diff'> {
    const unlike = (column: string, before: Cell, after: Cell) => ({
      column,
      before,
      after,
      changed: String(before) !== String(after),
    })
    const point = [600, 100, 10]
    const rows: DiffRow[] = [
      {
        change: 'changed',
        fromId: '3',
        toId: '4',
        cells: [
          unlike('tag', 'pyramidal', 'L5 pyramidal'),
          unlike('pt_position', point, point),
          unlike('pt_supervoxel_id', '72127962782105600', '72127962782105600'),
          unlike('pt_root_id', '288230376151711745', '288230376151711745'),
        ],
      },
      {
        change: 'removed',
        fromId: '5',
        toId: null,
        cells: [
          unlike('tag', 'axon tip', null),
          unlike('pt_position', [700, 120, 10], null),
          unlike('pt_supervoxel_id', '72127962782105600', null),
          unlike('pt_root_id', '288230376151711745', null),
        ],
      },
      {
        change: 'added',
        fromId: null,
        toId: '6',
        cells: [
          unlike('tag', null, 'basket cell'),
          unlike('pt_position', null, [820, 90, 12]),
          unlike('pt_supervoxel_id', null, '72127962782105601'),
          unlike('pt_root_id', null, '288230376151711745'),
        ],
      },
    ]
    const shown = columns.filter(({ name }) =>
      ['id', 'tag', 'pt_position', 'pt_supervoxel_id', 'pt_root_id'].includes(name),
    )
    const same = from === to
    return {
      table,
      from,
      to,
      columns: shown,
      added: same ? 0 : 1,
      removed: same ? 0 : 1,
      changed: same ? 0 : 1,
      unchanged: 1,
      rows: same ? [] : rows.filter(({ change }) => changes?.includes(change) !== false),
    }
  }
}
