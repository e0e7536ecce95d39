import type { Cell } from '../../../shared/domain/annotation'

/** One annotation as AnnotationEngine answers it. */
export interface Annotation {
  readonly id: string
  readonly live: boolean
  readonly cells: Readonly<Record<string, Cell>>
}

export interface NewestRows {
  /** Neither superseded nor deleted; newest first. */
  readonly live: readonly Annotation[]
  /** Rows that were ever written: those that are live, superseded or deleted. */
  readonly written: number
  /** Every row that was ever written was looked at: `live` is all there is. */
  readonly whole: boolean
  /** The highest id found: the next look begins above it. */
  readonly highest: number
}

/** What AnnotationEngine can be asked. It lists no ids and has no order: rows are asked for by ids alone. */
export interface Rows {
  count(): Promise<number>
  /** Those of the ids that there are, in any order. */
  read(ids: readonly number[]): Promise<readonly Annotation[]>
}

/** Ids asked for at once: 200 of seven digits make an address of 1,600 characters. */
export const windowSize = 200
/** Of a look; a table of which most rows are superseded is looked through no further. */
export const mostWindows = 5
/** More are not read from the back of a room. */
export const mostRows = 100
/** How far above the highest known id new rows are looked for. */
const ahead = 100

const idsFrom = (lowest: number, highest: number): readonly number[] =>
  Array.from({ length: Math.max(0, highest - lowest + 1) }, (_, place) => lowest + place)

const highestOf = (rows: readonly Annotation[], otherwise: number): number =>
  rows.reduce((highest, { id }) => Math.max(highest, Number(id)), otherwise)

const newestFirst = (a: Annotation, b: Annotation): number => Number(b.id) - Number(a.id)

/**
 * The newest live rows. Ids are given out upwards from 1, and as many as there are rows where none was lost: so they are looked
 * for from a little above the count downwards, and further up for as long as there are some.
 */
export const readNewestRows = async (rows: Rows, before: NewestRows | null): Promise<NewestRows> => {
  const written = await rows.count()
  // Fewer than before: the table was put back, and its ids with it.
  const known = before === null || written < before.written ? 0 : before.highest
  const found: Annotation[] = []
  const look = async (lowest: number, highest: number): Promise<readonly Annotation[]> => {
    const answer = await rows.read(idsFrom(Math.max(1, lowest), highest))
    found.push(...answer)
    return answer
  }
  const expected = Math.max(written, known)
  let top = expected + ahead
  let bottom = top - windowSize + 1
  let above = highestOf(await look(bottom, top), 0) > expected
  let windows = 1
  for (; above && windows < mostWindows; windows += 1) {
    above = (await look(top + 1, top + windowSize)).length > 0
    top += windowSize
  }
  const enough = (): boolean => found.filter(({ live }) => live).length >= mostRows
  for (; bottom > 1 && windows < mostWindows && !enough(); windows += 1) {
    await look(bottom - windowSize, bottom - 1)
    bottom -= windowSize
  }
  const live = found.filter((row) => row.live).sort(newestFirst)
  return {
    live: live.slice(0, mostRows),
    written,
    whole: found.length >= written && live.length <= mostRows,
    highest: highestOf(found, 0),
  }
}
