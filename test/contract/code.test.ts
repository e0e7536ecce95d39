import { join } from 'node:path'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openData, type Data } from '../../src/main/data/data'
import { bodyOfRow, readForm } from '../../src/renderer/annotations/form'
import {
  addCode,
  createTableCode,
  deleteCode,
  editCode,
  pythonBody,
  readCode,
} from '../../src/renderer/code/annotation-code'
import { fromCsvCode, toCsvCode } from '../../src/renderer/code/csv-code'
import { materializeCode, versionsCode } from '../../src/renderer/code/fleet-code'
import { liveQueryAsked, liveTableAsked, liveTableCode } from '../../src/renderer/code/moment-code'
import { rowsCode } from '../../src/renderer/code/rows-code'
import * as graph from '../../src/renderer/code/segmentation-code'
import { compareCode, snapshotCode } from '../../src/renderer/code/version-code'
import { pageQuery, type Cell, type Page, type Table } from '../../src/shared/domain/annotation'
import type { Asked } from '../../src/shared/contract'
import { makeDemoTable, materialize } from '../support/demo-table'
import { startPracticeForTest, type PracticeForTest } from '../support/practice'
import { codeSession, type CodeSession } from './code-session'

const { signal } = new AbortController()
const name = 'my_cave_table'
const [supervoxel, other, root] = ['72127962782105600', '72127962782105601', '288230376151711745']
/** What a user may type: quotes, a backslash, a line's end, other alphabets, a terminal's own escapes. */
const odd = `O'Brien "A" \\n\n\tgrün 🧠 \u2028 \u001b[201~ 100% (a)`

let fleet: PracticeForTest
let data: Data
let session: CodeSession
let table: Table

const body = (tag: string, x = '600') => {
  const reading = readForm(table.columns, { pt_position: [x, '100', '10'], tag: [tag] })
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.body
}
const add = (...tags: readonly string[]) =>
  data['annotations.add']({ table: name, annotations: tags.map((tag) => body(tag)) }, signal)
const edit = (id: string, tag: string) =>
  data['annotations.edit']({ table: name, id, fields: { tag } }, signal)

beforeAll(async () => {
  fleet = await startPracticeForTest()
  data = openData(() => Promise.resolve(fleet))
  await makeDemoTable(fleet.address)
  session = await codeSession(fleet.address)
  const [found] = await data['tables.list'](undefined, signal)
  if (found === undefined) throw new Error('There is no table.')
  table = found
  await add('same', 'same', 'to go', 'aXb', odd, '12', 'NA')
  await edit('1', 'cell A, again')
  await data['annotations.delete']({ table: name, ids: ['5'] }, signal)
  await materialize(fleet.address)
})
afterAll(async () => {
  await session.end()
  await data.close()
  await fleet.stop()
})

type Told = Readonly<Record<string, unknown>>

/** Cells as `plain` writes Python's. */
const told = (cell: Cell): unknown => {
  if (cell === null || typeof cell === 'boolean') return cell
  return Array.isArray(cell) ? cell.map(String) : String(cell)
}

const rowsOf = (page: Pick<Page, 'columns' | 'rows'>, names: readonly string[]): readonly Told[] =>
  page.rows.map((row) =>
    Object.fromEntries(
      names.map((each) => [
        each,
        told(row[page.columns.findIndex((column) => column.name === each)] ?? null),
      ]),
    ),
  )

/** Of what Python answered, the same columns. */
const only = (answer: unknown, names: readonly string[]): readonly Told[] =>
  Array.isArray(answer)
    ? answer.map((row: Told) => Object.fromEntries(names.map((each) => [each, row[each] ?? null])))
    : []

const textOf = (value: unknown): string => z.string().parse(value)
const births = z.tuple([z.tuple([z.string()]), z.tuple([z.boolean()])])

const shown = ['id', 'pt_position', 'tag', 'pt_supervoxel_id', 'pt_root_id']
const page = async (asked: Asked<'annotations.page'>): Promise<Page> =>
  data['annotations.page'](pageQuery.parse(asked), signal)
const version = (number: number): Promise<Page> =>
  data['versions.page']({ version: number, table: name, offset: 0, limit: 1000 }, signal)
const byId = (rows: readonly Told[]): readonly Told[] =>
  [...rows].sort((a, b) => Number(a['id']) - Number(b['id']))

describe('the rows of the live table', () => {
  const tag = (operator: 'contains' | 'equals', value: string) =>
    ({ column: 'tag', operator, value }) as const
  test.each<Omit<Asked<'annotations.page'>, 'table'> & { readonly what: string }>([
    { what: 'all' },
    { what: 'those that contain something, in any case', filters: [tag('contains', 'AxB')] },
    { what: 'those that contain two things', filters: [tag('contains', 'CELL'), tag('contains', 'again')] },
    { what: 'those with a value of odd characters', filters: [tag('equals', odd)] },
    {
      what: 'those that contain what a pattern would take for its own',
      filters: [tag('contains', '100% (a)')],
    },
    {
      what: 'those between two ids',
      filters: [
        { column: 'id', operator: 'greater', value: '2' },
        { column: 'id', operator: 'less', value: '7' },
      ],
    },
    { what: 'those on a root', filters: [{ column: 'pt_root_id', operator: 'equals', value: root }] },
    { what: 'those that are valid', filters: [{ column: 'valid', operator: 'equals', value: 'true' }] },
    {
      what: 'those since a time',
      filters: [{ column: 'created', operator: 'greater', value: '2020-01-01' }],
    },
    {
      what: 'those before a time',
      filters: [{ column: 'created', operator: 'less', value: '2020-01-01T10:00' }],
    },
    { what: 'the last ids first', sort: { column: 'id', descending: true } },
    { what: 'by their value', sort: { column: 'tag', descending: false }, filters: [tag('contains', 'a')] },
    { what: 'by the time of their making', sort: { column: 'created', descending: true } },
  ])('$what', async ({ filters = [], sort = null }) => {
    const expected = rowsOf(await page({ table: name, filters, sort }), shown)
    const answer = only(await session.run(rowsCode(table.columns, { table: name, filters, sort })), shown)
    expect(sort === null ? byId(answer) : answer).toEqual(expected)
  })

  test('all that ever were, by their ids', async () => {
    const found = await page({ table: name, rows: 'all' })
    const names = ['id', 'tag', 'valid', 'pt_position', 'superceded_id']
    const ids = rowsOf(found, ['id']).map(({ id }) => String(id))
    expect(byId(only(await session.run(readCode(name, ids)), names))).toEqual(rowsOf(found, names))
  })

  test('a row’s lineage', async () => {
    const lineage = await data['annotations.history']({ table: name, id: '1' }, signal)
    const ids = rowsOf(lineage, ['id']).map(({ id }) => String(id))
    const names = ['id', 'tag', 'superceded_id']
    expect(ids).toHaveLength(2)
    expect(byId(only(await session.run(readCode(name, ids)), names))).toEqual(rowsOf(lineage, names))
  })
})

describe('what is written', () => {
  const written = ['pt_position', 'tag', 'valid']
  const newest = async (count: number) =>
    rowsOf(await page({ table: name, sort: { column: 'id', descending: true }, limit: count }), written)

  test('a new annotation, as it was typed', async () => {
    await data['annotations.add']({ table: name, annotations: [body(odd)] }, signal)
    await session.run(addCode(name, pythonBody(table.columns, body(odd))))
    const [byCode, byPanel] = await newest(2)
    expect(byCode).toEqual(byPanel)
    expect(byCode).toMatchObject({ tag: odd, pt_position: ['600', '100', '10'] })
  })

  test('an edit, which keeps what is left empty', async () => {
    const { ids } = await add('kept', 'kept')
    const lineage = await data['annotations.history']({ table: name, id: ids[1] ?? '' }, signal)
    const moved = { pt: { position: [900, 100, 10] } }
    await data['annotations.edit']({ table: name, id: ids[0] ?? '', fields: moved }, signal)
    const fields = { ...bodyOfRow(lineage.columns, lineage.rows[0] ?? null), ...moved }
    await session.run(editCode(name, ids[1] ?? '', pythonBody(lineage.columns, fields)))
    const [byCode, byPanel] = await newest(2)
    expect(byCode).toEqual(byPanel)
    expect(byCode).toMatchObject({ tag: 'kept', pt_position: ['900', '100', '10'] })
  })

  test('a deletion', async () => {
    const { ids } = await add('gone', 'gone')
    await data['annotations.delete']({ table: name, ids: ids.slice(0, 1) }, signal)
    await session.run(deleteCode(name, ids.slice(1)))
    const ended = ids.map((id) => data['annotations.history']({ table: name, id }, signal))
    expect((await Promise.all(ended)).map((lineage) => lineage.ended)).toEqual([true, true])
  })

  test('a new table', async () => {
    const given = { schemaType: 'bound_tag', description: odd, voxelResolution: [4, 4, 40] } as const
    await data['tables.create']({ ...given, name: 'by_panel', voxelResolution: [4, 4, 40] }, signal)
    await session.run(createTableCode({ ...given, name: 'by_code' }))
    const tables = await data['tables.list'](undefined, signal)
    const found = (wanted: string) => tables.find((each) => each.name === wanted)
    expect(found('by_code')).toEqual({ ...found('by_panel'), name: 'by_code' })
    expect(found('by_code')).toMatchObject({ description: odd })
  })

  test('rows that went to a CSV file, and come back into another table', async () => {
    await data['tables.create'](
      { name: 'from_csv', schemaType: 'bound_tag', description: 'x', voxelResolution: [8, 8, 40] },
      signal,
    )
    const query = { table: name, filters: [], sort: { column: 'id', descending: false } }
    const file = JSON.stringify(join(fleet.homeFolder, 'rows.csv'))
    await session.run(toCsvCode(table.columns, query).replace(`"${name}.csv"`, file), 'None')
    await session.run(fromCsvCode(table.columns, 'from_csv').replace('"from_csv.csv"', file), 'None')
    const [expected, found] = [await page({ table: name }), await page({ table: 'from_csv' })]
    // Those that no version has looked up yet are left out.
    const looked = rowsOf(expected, shown).filter((row) => row['pt_root_id'] !== null)
    const written = ['pt_position', 'tag']
    expect(looked.length).toBeGreaterThan(3)
    expect(rowsOf(found, written)).toEqual(only(looked, written))
  })

  test('a version, which is there some moments later', async () => {
    const before = await data['versions.list'](undefined, signal)
    await session.run(materializeCode, 'None')
    const made = await vi.waitFor(
      async () => {
        const all = await data['versions.list'](undefined, signal)
        const found = all.find((each) => before.every((old) => old.version !== each.version))
        expect(found?.status).toBe('AVAILABLE')
        return found
      },
      { timeout: 20_000, interval: 100 },
    )
    await materialize(fleet.address)
    const byPanel = (await data['versions.list'](undefined, signal)).find(
      (each) => each.version === (made?.version ?? 0) + 1,
    )
    expect(made?.tables).toEqual(byPanel?.tables)
    const listed = only(await session.run(versionsCode), ['version', 'status'])
    expect(listed).toContainEqual({ version: String(made?.version), status: 'AVAILABLE' })
  })
})

describe('versions', () => {
  test.each([1, 2])('the rows of version %i', async (number) => {
    const answer = only(await session.run(snapshotCode(name, number)), shown)
    expect(byId(answer)).toEqual(rowsOf(await version(number), shown))
  })

  test.each([
    [1, 2, 1],
    [2, 1, 1],
    [1, 1, 0],
  ])('what differs from version %i to %i', async (from, to, changed) => {
    const diff = await data['versions.diff']({ table: name, from, to, offset: 0, limit: 100 }, signal)
    const answer = await session.run(
      compareCode(name, from, to),
      '{"added": sorted(added.index), "removed": sorted(removed.index), "changed": [{str(column): side["self"] for column, side in ((column, row[column]) for column in changed.columns.levels[0])} for _, row in changed.iterrows()] if len(changed) else []}',
    )
    const ids = (kind: 'added' | 'removed') =>
      diff.rows.filter(({ change }) => change === kind).map(({ fromId, toId }) => toId ?? fromId)
    expect(answer).toEqual({
      added: ids('added'),
      removed: ids('removed'),
      changed: diff.rows
        .filter(({ change }) => change === 'changed')
        .map(({ cells }) =>
          Object.fromEntries(
            cells.filter(({ changed }) => changed).map(({ column, before }) => [column, told(before)]),
          ),
        ),
    })
    expect(diff.changed).toBe(changed)
  })
})

describe('the world at a moment', () => {
  /** Just before row 1 was edited. */
  const before = async (): Promise<string> => {
    const lineage = await data['annotations.history']({ table: name, id: '1' }, signal)
    const [first] = rowsOf({ ...lineage, rows: lineage.rows.slice(1) }, ['created'])
    return String(first?.['created'])
  }

  test('the live table as it stood, edits included', async () => {
    const at = (await before()).replace(/\d{3}Z$/, '000Z')
    const all = rowsOf(await page({ table: name, rows: 'all' }), ['id', 'tag', 'created', 'deleted'])
    const looked = new Set(
      rowsOf(await version(1), ['id'])
        .concat(rowsOf(await version(2), ['id']))
        .map(({ id }) => id),
    )
    const expected = all
      .filter(({ created, deleted }) => textOf(created) <= at && (deleted === null || textOf(deleted) > at))
      .filter(({ id }) => looked.has(id))
      .map(({ id, tag }) => ({ id, tag }))
    expect(expected).toContainEqual({ id: '1', tag: 'cell A' })
    for (const code of [liveTableCode(name, at), liveTableAsked(name, at)])
      expect(byId(only(await session.run(code), ['id', 'tag']))).toEqual(expected)
  })

  test('a live_query answers the rows of the newest version before', async () => {
    const answer = byId(only(await session.run(liveQueryAsked(name, await before())), ['id', 'tag']))
    expect(answer).toEqual(rowsOf(await version(1), ['id', 'tag']))
  })
})

describe('the segmentation', () => {
  const node = (id: string) => data['segmentation.node']({ id }, signal)

  test('a root now, and at a time', async () => {
    const at = Date.UTC(2021, 5, 1)
    const roots = await data['segmentation.roots'](
      { ids: [supervoxel, other], at: new Date(at).toISOString() },
      signal,
    )
    expect(await session.run(graph.rootCode(supervoxel, null))).toBe((await node(supervoxel)).root)
    expect(await session.run(graph.rootCode(supervoxel, at))).toBe(roots[0]?.root)
    expect(await session.run(graph.rootsCode([supervoxel, other], at))).toEqual(
      roots.map((each) => each.root),
    )
  })

  test('what a node is part of and made of', async () => {
    const [low, high] = [await node(supervoxel), await node(root)]
    expect(await session.run(graph.level2Code(supervoxel, true))).toBe(low.level2[0])
    expect(await session.run(graph.level2Code(root, false))).toEqual(high.level2)
    expect(await session.run(graph.leavesCode(root))).toEqual(high.supervoxels)
  })

  test('when a root was born, and what came of it', async () => {
    const { born, latest } = await node(root)
    const [[time], [isLatest]] = births.parse(await session.run(graph.bornCode(root)))
    expect([Date.parse(time), isLatest]).toEqual([Date.parse(born), latest])
    const lineage = await data['segmentation.lineage']({ root }, signal)
    expect(await session.run(graph.lineageCode(root), '[each["id"] for each in _["nodes"]]')).toEqual(
      lineage.roots.map(({ id }) => id),
    )
  })

  test('the rows on a root', async () => {
    const { version: newest } = (await data['versions.list'](undefined, signal)).reduce((a, b) =>
      a.version > b.version ? a : b,
    )
    const answer = byId(only(await session.run(graph.onRootCode(name, 'pt_root_id', root)), shown))
    expect(answer).toEqual(rowsOf(await version(newest), shown))
  })
})
