import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  moveRow,
  mostRows,
  pageSize,
  pagesOf,
  rowHeight,
  scrollableRows,
} from '../../../src/renderer/rows/windows'

const range = fc
  .record({ total: fc.nat(2_000_000), first: fc.nat(2_000_000), length: fc.nat(80) })
  .map(({ total, first, length }) => {
    const start = total === 0 ? 0 : first % total
    return { total, first: start, last: total === 0 ? 0 : Math.min(total - 1, start + length) }
  })

describe('the pages of a window', () => {
  it('hold every row in view', () => {
    fc.assert(
      fc.property(range, ({ total, first, last }) => {
        const pages = pagesOf({ first, last }, total)
        for (let row = first; row <= last; row += 1) expect(pages).toContain(Math.floor(row / pageSize))
      }),
    )
  })

  it('hold the first page, for it tells columns and total', () => {
    fc.assert(
      fc.property(range, ({ total, ...seen }) => {
        expect(pagesOf(seen, total)[0]).toBe(0)
      }),
    )
  })

  it('are few, ascending, each once, and none lies beyond the table', () => {
    fc.assert(
      fc.property(range, ({ total, ...seen }) => {
        const pages = pagesOf(seen, total)
        expect(pages.length).toBeLessThanOrEqual(3)
        expect([...new Set(pages)].sort((a, b) => a - b)).toEqual(pages)
        expect(pages.at(-1)).toBeLessThanOrEqual(Math.max(0, Math.ceil(total / pageSize) - 1))
      }),
    )
  })

  it('follow a table that shrank below the reader', () => {
    expect(pagesOf({ first: 5000, last: 5030 }, 250)).toEqual([0, 1])
  })
})

describe('a table too tall for the browser', () => {
  it('is cut where Chromium stops drawing', () => {
    expect(scrollableRows(5_000_000)).toBe(mostRows)
    expect(mostRows * rowHeight).toBeLessThan(33_554_400)
  })
})

describe('the keyboard in a table', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'] as const

  it('never leaves the table', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: -1, max: 1_000_000 }),
        fc.integer({ min: -1, max: 60 }),
        (key, rows, active, visible) => {
          const next = moveRow(key, Math.min(active, rows - 1), rows, visible)
          expect(next).toBeGreaterThanOrEqual(0)
          expect(next).toBeLessThan(rows)
        },
      ),
    )
  })

  it('moves by rows, by screens and to both ends', () => {
    expect(keys.map((key) => moveRow(key, 50, 100, 11))).toEqual([51, 49, 60, 40, 0, 99])
  })

  it('leaves other keys, and an empty table, alone', () => {
    expect(moveRow('a', 5, 100, 10)).toBeNull()
    expect(moveRow('Tab', 5, 100, 10)).toBeNull()
    expect(moveRow('ArrowDown', -1, 0, 10)).toBeNull()
  })
})
