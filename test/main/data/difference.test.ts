import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, type Followers, type Pair } from '../../../src/main/data/difference'
import type { RowDigest } from '../../../src/main/data/row-digests'

type Side = ReadonlyMap<number, string>

async function* rows(side: Side): AsyncGenerator<RowDigest> {
  for (const [id, digest] of [...side].sort(([a], [b]) => a - b)) yield { id: BigInt(id), digest }
}

const following =
  (links: ReadonlyMap<number, number>): Followers =>
  (ids, among) => {
    const matched = new Map<bigint, bigint>()
    for (const id of ids) {
      let next = links.get(Number(id))
      while (next !== undefined && !among.has(BigInt(next))) next = links.get(next)
      if (next !== undefined) matched.set(id, BigInt(next))
    }
    return Promise.resolve(matched)
  }

const compare = (earlier: Side, later: Side, links: ReadonlyMap<number, number> = new Map()) =>
  differenceOf(rows(earlier), rows(later), following(links))

const shown = (pairs: readonly Pair[]): string[] =>
  pairs.map(({ earlier, later }) => `${String(earlier)}>${String(later)}`)

test('added, removed, changed and unchanged rows are told apart', async () => {
  const found = await compare(
    new Map([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]),
    new Map([
      [2, 'b'],
      [3, 'C'],
      [4, 'd'],
    ]),
  )
  expect(found).toMatchObject({ added: 1, removed: 1, changed: 1, unchanged: 1 })
  expect(shown(found.pairs)).toEqual(['1>null', '3>3', 'null>4'])
})

test('an edited row is matched through every generation in between', async () => {
  const links = new Map([
    [1, 3],
    [3, 4],
  ])
  const found = await compare(new Map([[1, 'cell A']]), new Map([[4, 'second label']]), links)
  expect(found).toMatchObject({ added: 0, removed: 0, changed: 1, unchanged: 0 })
  expect(shown(found.pairs)).toEqual(['1>4'])
})

test('an edit that changed nothing is no change', async () => {
  const found = await compare(new Map([[1, 'same']]), new Map([[2, 'same']]), new Map([[1, 2]]))
  expect(found).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 1, pairs: [] })
})

test('two rows that claim the same successor: one is matched, the other was removed', async () => {
  const links = new Map([
    [1, 3],
    [2, 3],
  ])
  const earlier = new Map([
    [1, 'a'],
    [2, 'b'],
  ])
  const found = await compare(earlier, new Map([[3, 'c']]), links)
  expect(found).toMatchObject({ added: 0, removed: 1, changed: 1 })
})

/** Lineages: each a chain of values, of which either version shows one or none. */
const lineages = fc.array(
  fc.record({
    values: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 5 }),
    earlier: fc.option(fc.nat({ max: 4 })),
    steps: fc.option(fc.nat({ max: 4 })),
  }),
  { maxLength: 25 },
)

test('whatever happened between two versions, each lineage is counted as what became of it', async () => {
  await fc.assert(
    fc.asyncProperty(lineages, async (made) => {
      const earlier = new Map<number, string>()
      const later = new Map<number, string>()
      const links = new Map<number, number>()
      const expected = { added: 0, removed: 0, changed: 0, unchanged: 0 }
      const pairs: string[] = []
      // Ids of all lineages are interleaved, as concurrent edits leave them.
      const idOf = (lineage: number, index: number) => index * made.length + lineage + 1
      made.forEach(({ values, earlier: from, steps }, lineage) => {
        values.slice(1).forEach((_, index) => links.set(idOf(lineage, index), idOf(lineage, index + 1)))
        const start = from === null ? undefined : Math.min(from, values.length - 1)
        const end = steps === null ? undefined : Math.min((start ?? 0) + steps, values.length - 1)
        const before = start === undefined ? undefined : values[start]
        const after = end === undefined ? undefined : values[end]
        if (start !== undefined && before !== undefined) earlier.set(idOf(lineage, start), before)
        if (end !== undefined && after !== undefined) later.set(idOf(lineage, end), after)
        if (before === undefined && after === undefined) return
        if (before === undefined) expected.added += 1
        else if (after === undefined) expected.removed += 1
        else if (before === after) expected.unchanged += 1
        else expected.changed += 1
        if (before === after) return
        const show = (index: number | undefined) =>
          index === undefined ? 'null' : String(idOf(lineage, index))
        pairs.push(`${show(start)}>${show(end)}`)
      })
      const found = await compare(earlier, later, links)
      expect(found).toMatchObject(expected)
      expect(new Set(shown(found.pairs))).toEqual(new Set(pairs))
      const places = found.pairs.map((pair) => Number(pair.later ?? pair.earlier))
      expect(places).toEqual([...places].sort((a, b) => a - b))
    }),
  )
})
