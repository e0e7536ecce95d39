import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellsOf, createTable, openTestData, pointHex, readPage, refusal, signal, type Opened } from './asked'

let opened: Opened
beforeAll(async () => {
  opened = await openTestData()
})
afterAll(() => opened.close())

const add = (table: string, annotations: Record<string, unknown>[]) =>
  opened.data['annotations.add']({ table, annotations }, signal)
const edit = (table: string, id: string, fields: Record<string, unknown>) =>
  opened.data['annotations.edit']({ table, id, fields }, signal)
const remove = (table: string, ids: string[]) => opened.data['annotations.delete']({ table, ids }, signal)
const history = (table: string, id: string) => opened.data['annotations.history']({ table, id }, signal)

test('an edit follows the lineage to its head and keeps what is not named', async () => {
  await createTable(opened.data, 'edits')
  expect(await add('edits', [{ pt: { position: [600, 100, 10] }, tag: 'cell A' }])).toEqual({ ids: ['1'] })
  expect(await edit('edits', '1', { tag: 'my new label' })).toEqual({ head: '1', newId: '2' })
  expect(await edit('edits', '1', { pt: { position: [900, 100, 10] } })).toEqual({ head: '2', newId: '3' })
  expect(await edit('edits', '2', { pt_position: [901, 100, 10] })).toEqual({ head: '3', newId: '4' })
  const page = await readPage(opened.data, { table: 'edits' })
  expect(cellsOf(page, 'pt_position')).toEqual([[901, 100, 10]])
  expect(cellsOf(page, 'tag')).toEqual(['my new label'])
  const lineage = await history('edits', '2')
  expect(cellsOf(lineage, 'id')).toEqual(['1', '2', '3', '4'])
  expect(lineage).toMatchObject({ head: '4', ended: false })
})

test('edits of one row at the same time all arrive, one after the other', async () => {
  await createTable(opened.data, 'crowd')
  await add('crowd', [{ pt: [1, 2, 3], tag: 'start' }])
  const tags = ['a', 'b', 'c', 'd']
  const edits = await Promise.all(tags.map((tag) => edit('crowd', '1', { tag })))
  expect(new Set(edits.map(({ newId }) => newId)).size).toBe(4)
  const lineage = await history('crowd', '1')
  expect(new Set(cellsOf(lineage, 'tag'))).toEqual(new Set(['start', ...tags]))
  expect(lineage.rows).toHaveLength(5)
})

test('an edit that never wins the race gives up with what CAVE said', async () => {
  await createTable(opened.data, 'race')
  await add('race', [{ pt: [1, 2, 3], tag: 'start' }])
  let puts = 0
  const { fleet } = opened
  fleet.intercept((request) => {
    if (!request.startsWith('PUT')) return undefined
    puts += 1
    return { status: 500, body: '{"code": 500, "message": "409 Conflict: superseded by annotation ID 3"}' }
  })
  try {
    expect(await refusal(edit('race', '1', { tag: 'late' }))).toMatchObject({
      code: 'CAVE_REFUSED',
      why: 'superseded by annotation ID 3',
    })
    expect(puts).toBe(5)
  } finally {
    fleet.intercept(() => undefined)
  }
})

test('a deletion takes the head of the lineage and never moves an older stamp', async () => {
  await createTable(opened.data, 'deletes')
  await add('deletes', [
    { pt: [1, 2, 3], tag: 'one' },
    { pt: [1, 2, 3], tag: 'two' },
  ])
  await edit('deletes', '1', { tag: 'one, edited' })
  expect(await remove('deletes', ['1'])).toEqual({ ids: ['3'] })
  const before = await readPage(opened.data, { table: 'deletes', rows: 'all' })
  expect(await remove('deletes', ['1', '3'])).toEqual({ ids: [] })
  expect(await readPage(opened.data, { table: 'deletes', rows: 'all' })).toEqual(before)
  expect(await history('deletes', '1')).toMatchObject({ head: '3', ended: true })
})

test.each(['99', '9223372036854775807'])('id %s, which no row has, is named', async (id) => {
  await createTable(opened.data, `unknown_${id}`)
  const table = `unknown_${id}`
  const info = { code: 'NOT_FOUND', what: `There is no annotation ${id} in "${table}".` }
  expect(await refusal(edit(table, id, { tag: 'x' }))).toMatchObject(info)
  expect(await refusal(remove(table, [id]))).toMatchObject(info)
  expect(await refusal(history(table, id))).toMatchObject(info)
})

test('an id beyond 64 bits is bad input, not a failure of the database', async () => {
  await createTable(opened.data, 'wide')
  expect((await refusal(history('wide', '99999999999999999999'))).code).toBe('BAD_INPUT')
})

test('fields that the table lacks, or that CAVE writes, are refused before anything is sent', async () => {
  await createTable(opened.data, 'fields')
  const sent = opened.fleet.requests.length
  expect(await refusal(add('fields', [{ pt: [1, 2, 3], label: 'x' }]))).toMatchObject({
    code: 'BAD_INPUT',
    why: 'The table has no field "label".',
    fix: 'Its fields are pt, tag.',
  })
  expect((await refusal(add('fields', [{ id: 7, pt: [1, 2, 3], tag: 'x' }]))).why).toBe(
    'CAVE itself writes "id".',
  )
  expect(opened.fleet.requests.slice(sent).filter((line) => line.startsWith('POST'))).toEqual([])
})

test('what CAVE finds wrong is said with its own code', async () => {
  await createTable(opened.data, 'wrong')
  expect(await refusal(add('wrong', [{ tag: 'no point' }]))).toMatchObject({
    code: 'CAVE_REFUSED',
    why: "{'pt': ['Missing data for required field.']}",
    fix: 'Correct the fields named and try again.',
  })
})

test('thousands of annotations go in batches, and a failure in the middle says how many stay', async () => {
  await createTable(opened.data, 'batches')
  const annotations = Array.from({ length: 2500 }, (_, index) => ({
    pt: [index, 1, 1],
    tag: `Zelle ${String(index)} 🧠`,
  }))
  const { ids } = await add('batches', annotations)
  expect(ids).toEqual(Array.from({ length: 2500 }, (_, index) => String(index + 1)))
  const info = await refusal(
    add('batches', [...annotations.slice(0, 1500), { pt: [1, 1, 1], tag: ['no text'] }]),
  )
  expect(info.what).toBe('Annotations were not added to "batches". The first 1000 were added.')
  expect((await readPage(opened.data, { table: 'batches' })).total).toBe(3500)
})

test('a reference to a 64-bit id arrives with every digit', async () => {
  const { data, fleet } = opened
  await createTable(data, 'cells')
  await fleet.sql(`INSERT INTO cells (id, created, valid, pt_position, tag)
    VALUES (9007199254740993, '2026-11-23', true, '${pointHex}', 'wide')`)
  expect(await edit('cells', '9007199254740993', { tag: 'wider' })).toEqual({
    head: '9007199254740993',
    newId: '1',
  })
  expect(cellsOf(await history('cells', '1'), 'id')).toEqual(['9007199254740993', '1'])
})

type Operation = { readonly kind: 'add' | 'edit' | 'delete'; readonly row: number; readonly tag: string }

const operations: fc.Arbitrary<Operation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('add', 'edit', 'edit', 'edit', 'delete'),
    row: fc.nat({ max: 30 }),
    tag: fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }).filter((tag) => !tag.includes('\0')),
  }),
  { minLength: 1, maxLength: 12 },
)

/** What the rows must be: one entry a row that ever was, in the order of ids. */
interface ModelRow {
  readonly lineage: number
  readonly tag: string
  next: number | undefined
  gone: boolean
}

const apply = async (table: string, model: ModelRow[], { kind, row, tag }: Operation): Promise<void> => {
  if (kind === 'add' || model.length === 0) {
    await add(table, [{ pt: [1, 2, 3], tag }])
    model.push({ lineage: model.length, tag, next: undefined, gone: false })
    return
  }
  const asked = row % model.length
  let head = asked
  for (let next = model[head]?.next; next !== undefined; next = model[head]?.next) head = next
  const last = model[head]
  if (last === undefined) throw new Error('the model lost a row')
  if (kind === 'delete') {
    await remove(table, [String(asked + 1)])
    last.gone = true
    return
  }
  await edit(table, String(asked + 1), { tag })
  last.next = model.length
  last.gone = true
  model.push({ lineage: last.lineage, tag, next: undefined, gone: false })
}

test('any sequence of edits and deletions gives the lineages that a model expects', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(operations, async (steps) => {
      const table = `model_${String((run += 1))}`
      await createTable(opened.data, table)
      const model: ModelRow[] = []
      for (const step of steps) await apply(table, model, step)
      const live = await readPage(opened.data, { table })
      expect(cellsOf(live, 'tag')).toEqual(model.filter(({ gone }) => !gone).map(({ tag }) => tag))
      for (const [index, row] of model.entries()) {
        const members = [...model.entries()].filter(([, each]) => each.lineage === row.lineage)
        const found = await history(table, String(index + 1))
        expect(cellsOf(found, 'id')).toEqual(members.map(([each]) => String(each + 1)))
        expect(cellsOf(found, 'tag')).toEqual(members.map(([, each]) => each.tag))
        expect(found.ended).toBe(members.at(-1)?.[1].gone)
      }
    }),
    { numRuns: 12 },
  )
})
