import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineageOf, type Link } from '../../../src/main/data/lineage-links'

test('a row that was never edited is a lineage of its own', () => {
  expect(lineageOf([{ id: '1', next: '2' }], '7')).toEqual(['7'])
})

test('any row of a chain gives the whole chain, oldest first', () => {
  const links = [
    { id: '10', next: '11' },
    { id: '1', next: '3' },
    { id: '3', next: '9' },
  ]
  for (const id of ['1', '3', '9']) expect(lineageOf(links, id)).toEqual(['1', '3', '9'])
})

test('ids are ordered as numbers, not as text', () => {
  const links = [
    { id: '9', next: '20' },
    { id: '10', next: '20' },
  ]
  expect(lineageOf(links, '10')).toEqual(['9', '10', '20'])
})

test('a circle in damaged data ends', () => {
  const links = [
    { id: '1', next: '2' },
    { id: '2', next: '3' },
    { id: '3', next: '2' },
  ]
  expect(lineageOf(links, '1').sort()).toEqual(['1', '2', '3'])
  expect(lineageOf([{ id: '5', next: '5' }], '5')).toEqual(['5'])
})

test('a very long chain is cut at its oldest end', () => {
  const links = Array.from({ length: 20_000 }, (_, index) => ({ id: String(index), next: String(index + 1) }))
  const found = lineageOf(links, '19990')
  expect(found).toHaveLength(10_000)
  expect(found.at(-1)).toBe('20000')
})

/** Chains of any lengths, their links in any order. */
const chains = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }).chain((lengths) => {
  let id = 0
  const made = lengths.map((length) => Array.from({ length }, () => String((id += 1))))
  const links = made.flatMap((chain) =>
    chain.slice(1).map((next, index): Link => ({ id: chain[index] ?? '', next })),
  )
  return fc.tuple(fc.constant(made), fc.shuffledSubarray(links, { minLength: links.length }))
})

test('every member of every chain leads to exactly its chain', () => {
  fc.assert(
    fc.property(chains, ([made, links]) => {
      for (const chain of made) for (const id of chain) expect(lineageOf(links, id)).toEqual(chain)
    }),
  )
})

test('whatever links there are, it ends, and names no row twice', () => {
  const id = fc.integer({ min: 1, max: 12 }).map(String)
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ id, next: id }), { selector: (link) => link.id }),
      id,
      (links, asked) => {
        const found = lineageOf(links, asked)
        expect(new Set(found).size).toBe(found.length)
        expect(found).toContain(asked)
      },
    ),
  )
})
