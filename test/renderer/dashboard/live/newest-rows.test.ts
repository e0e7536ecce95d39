import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mostRows,
  mostWindows,
  readNewestRows,
  windowSize,
  type Annotation,
  type NewestRows,
} from '../../../../src/renderer/dashboard/live/newest-rows'

const row = (id: number, live = true): Annotation => ({ id: String(id), live, cells: {} })
const idsOf = (rows: readonly Annotation[]): number[] => rows.map(({ id }) => Number(id))
const newestLive = (table: readonly Annotation[]): number[] =>
  idsOf(table.filter(({ live }) => live)).sort((a, b) => b - a)

/** A table as AnnotationEngine has it: asked by ids, answered in no order. */
const serve = (table: readonly Annotation[]) => {
  const asked: (readonly number[])[] = []
  return {
    asked,
    rows: {
      count: () => Promise.resolve(table.length),
      read: (ids: readonly number[]) => {
        asked.push(ids)
        return Promise.resolve(table.filter(({ id }) => ids.includes(Number(id))).reverse())
      },
    },
  }
}

const look = (table: readonly Annotation[], before: NewestRows | null = null) =>
  readNewestRows(serve(table).rows, before)

describe('the newest live rows', () => {
  it('of an empty table are none', async () => {
    expect(await look([])).toEqual({ live: [], written: 0, whole: true, highest: 0 })
  })

  it('stand newest first; superseded and deleted ones are left out', async () => {
    const found = await look([row(1, false), row(2), row(3)])
    expect(idsOf(found.live)).toEqual([3, 2])
    expect(found).toMatchObject({ written: 3, whole: true, highest: 3 })
  })

  it('of a small table take one request beside the count', async () => {
    const { asked, rows } = serve([row(1), row(2)])
    await readNewestRows(rows, null)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.[0]).toBe(1)
  })

  it('of a long table are the last ones written, and say that there are more', async () => {
    const found = await look(Array.from({ length: 100_000 }, (_, index) => row(index + 1)))
    expect(idsOf(found.live)).toEqual(Array.from({ length: mostRows }, (_, place) => 100_000 - place))
    expect(found).toMatchObject({ written: 100_000, whole: false })
  })

  it('are looked for below a long tail of superseded ones, yet not for ever', async () => {
    const edited = [row(1), ...Array.from({ length: 500 }, (_, place) => row(place + 2, false)), row(502)]
    expect(idsOf((await look(edited)).live)).toEqual([502, 1])
    const { asked, rows } = serve(Array.from({ length: 5000 }, (_, place) => row(place + 1, false)))
    expect(await readNewestRows(rows, null)).toMatchObject({ live: [], whole: false })
    expect(asked).toHaveLength(mostWindows)
  })

  it('are found beyond ids that were lost to inserts that failed', async () => {
    expect(idsOf((await look([row(1), row(80), row(170)])).live)).toEqual([170, 80, 1])
  })

  it('begin anew where the table was put back', async () => {
    const before = await look(Array.from({ length: 3000 }, (_, index) => row(index + 1)))
    const found = await look([row(1), row(2)], before)
    expect(idsOf(found.live)).toEqual([2, 1])
    expect(found.whole).toBe(true)
  })

  const table = fc
    .array(fc.record({ step: fc.integer({ min: 1, max: 9 }), live: fc.boolean() }), { maxLength: 400 })
    .map((steps) => {
      let id = 0
      return steps.map(({ step, live }) => row((id += step), live))
    })

  it('are, after a few looks, those and no others, whatever ids are missing', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        const { asked, rows } = serve(written)
        let found: NewestRows | null = null
        for (let looks = 0; looks < 6; looks += 1) found = await readNewestRows(rows, found)
        const truth = newestLive(written)
        const shown = idsOf(found?.live ?? [])
        expect(shown).toEqual(truth.slice(0, shown.length))
        expect(shown.length).toBeLessThanOrEqual(mostRows)
        expect(found?.whole === true ? shown : truth).toEqual(truth)
        expect(asked.length).toBeLessThanOrEqual(6 * mostWindows)
        for (const ids of asked) {
          expect(ids.length).toBeLessThanOrEqual(windowSize)
          expect(ids.every((id) => id >= 1)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})
