import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPracticeForTest, type PracticeForTest } from '../../../support/practice'
import { at, Cave, messageOf } from '../cave'

let fleet: PracticeForTest
let cave: Cave
beforeAll(async () => {
  fleet = await startPracticeForTest()
  cave = new Cave(fleet)
})
afterAll(() => fleet.stop())

let tables = 0
/** A table of its own, with two annotations: ids 1 and 2. */
const freshTable = async (): Promise<string> => {
  tables += 1
  const name = `history_${String(tables)}`
  await cave.createTable(name)
  await cave.post(name, [
    { pt: at(600), tag: 'cell A' },
    { pt: at(900), tag: 'cell B' },
  ])
  return name
}
const edit = (table: string, id: number, tag: string) => cave.put(table, [{ id, pt: at(600), tag }])

describe('the history of annotations', () => {
  it('an edit supersedes the row: the new one is created a moment before the old one is deleted', async () => {
    const table = await freshTable()
    expect((await edit(table, 1, 'new')).body).toEqual({ '1': 3 })
    const [old, , now] = await cave.rows(table, [1, 2, 3])
    expect(old).toMatchObject({ tag: 'cell A', valid: false, superceded_id: 3 })
    expect(now).toMatchObject({ tag: 'new', valid: true, superceded_id: null, deleted: 'None' })
    const [created, deleted] = [Date.parse(String(now?.['created'])), Date.parse(String(old?.['deleted']))]
    expect(String(now?.['created']) < String(old?.['deleted'])).toBe(true)
    expect(deleted - created).toBeLessThan(1000)
  })

  it('a superseded row cannot be edited: the refusal names the newer one', async () => {
    const table = await freshTable()
    await edit(table, 1, 'new')
    expect(messageOf(await edit(table, 1, 'again'))).toBe(
      '409 Conflict: Error update ID 1 -> Annotation with ID 1 has already been superseded by annotation ID 3, update annotation ID 3 instead',
    )
    expect((await edit(table, 3, 'again')).body).toEqual({ '3': 4 })
  })

  it.each([
    [{ id: 99, pt: at(1), tag: 'x' }, '400 Bad Request: No row was found for one()'],
    [{ pt: at(1), tag: 'x' }, "400 Bad Request: 'str' object has no attribute 'items'"],
    [{ id: 0, pt: at(1), tag: 'x' }, "400 Bad Request: 'str' object has no attribute 'items'"],
    [
      { id: 1, pt_position: [1, 2, 3], tag: 'x' },
      "422 Unprocessable Entity: {'pt': ['Missing data for required field.']}",
    ],
    [{ id: 'x', pt: at(1), tag: 'x' }, '400 Bad Request: (PostgreSQL 22P02) invalid input syntax'],
    [{ id: 1, pt: { position: [1] }, tag: 'x' }, 'parse error - invalid geometry'],
  ])('the edit %j is refused', async (body, message) => {
    const table = await freshTable()
    expect(messageOf(await cave.put(table, [body]))).toContain(message)
    expect(await cave.rows(table, [1, 2, 3])).toHaveLength(2)
  })

  it('of several edits in one request none is kept when one is refused', async () => {
    const table = await freshTable()
    const answer = await cave.put(table, [
      { id: 1, pt: at(600), tag: 'kept?' },
      { id: 99, pt: at(600), tag: 'x' },
    ])
    expect(answer.status).toBe(500)
    expect(await cave.rows(table, [1])).toMatchObject([{ valid: true, superceded_id: null }])
  })

  it('of many edits of one row at once a single one wins', async () => {
    const table = await freshTable()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => edit(table, 1, `try ${String(index)}`)),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    for (const lost of answers.filter((answer) => answer.status !== 200))
      expect(messageOf(lost)).toContain('409 Conflict')
    expect(await cave.rows(table, [1, 2, 3, 4])).toHaveLength(3)
  })

  it('a deletion is stamped, repeats, and moves the stamp', async () => {
    const table = await freshTable()
    expect((await cave.remove(table, [2])).body).toEqual([2])
    const first = (await cave.rows(table, [2]))[0]
    expect(first).toMatchObject({ valid: false, superceded_id: null })
    expect((await cave.remove(table, [2])).status).toBe(200)
    const second = (await cave.rows(table, [2]))[0]
    expect(String(second?.['deleted']) > String(first?.['deleted'])).toBe(true)
  })

  it('deleting what is not there is a true 404; of some, those that are there are deleted', async () => {
    const table = await freshTable()
    const none = await cave.remove(table, [99])
    expect([none.status, none.body]).toEqual([404, `annotation_id [99] not in table ${table}`])
    expect((await cave.remove(table, [99, 1])).body).toEqual([1])
  })

  it('an edit of a deleted row brings it back as a new one', async () => {
    const table = await freshTable()
    await cave.remove(table, [2])
    expect((await edit(table, 2, 'back')).body).toEqual({ '2': 3 })
    expect(await cave.rows(table, [2, 3])).toMatchObject([
      { valid: false, superceded_id: 3 },
      { valid: true, tag: 'back' },
    ])
  })
})

interface ModelRow {
  valid: boolean
  supersededBy: number | null
  tag: string
}
type Move = { readonly kind: 'post' | 'edit' | 'delete'; readonly id: number }

describe('any sequence of edits', () => {
  const move: fc.Arbitrary<Move> = fc.record({
    kind: fc.constantFrom('post', 'edit', 'edit', 'delete'),
    id: fc.integer({ min: 1, max: 7 }),
  })

  const applied = (rows: Map<number, ModelRow>, { kind, id }: Move, tag: string): boolean => {
    const row = rows.get(id)
    const add = (): number => {
      rows.set(rows.size + 1, { valid: true, supersededBy: null, tag })
      return rows.size
    }
    if (kind === 'post') return add() > 0
    if (row === undefined || (kind === 'edit' && row.supersededBy !== null)) return false
    row.valid = false
    if (kind === 'edit') row.supersededBy = add()
    return true
  }

  it('leaves the rows that the model has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
        const table = await freshTable()
        const rows = new Map<number, ModelRow>([
          [1, { valid: true, supersededBy: null, tag: 'cell A' }],
          [2, { valid: true, supersededBy: null, tag: 'cell B' }],
        ])
        // A refused edit of the genuine kind uses up no id: sequences move only where a row is stored.
        for (const [index, each] of moves.entries()) {
          const tag = `move ${String(index)}`
          const expected = applied(rows, each, tag)
          const answer = await {
            post: () => cave.post(table, [{ pt: at(600), tag }]),
            edit: () => edit(table, each.id, tag),
            delete: () => cave.remove(table, [each.id]),
          }[each.kind]()
          expect([each, answer.status === 200]).toEqual([each, expected])
        }
        const stored = await cave.rows(table, [...rows.keys()])
        expect(
          stored.map((row) => ({ valid: row['valid'], supersededBy: row['superceded_id'], tag: row['tag'] })),
        ).toEqual([...rows.values()])
      }),
      { numRuns: 15 },
    )
  })
})
