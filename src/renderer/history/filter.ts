import { isEdited, isEnded } from './events'
import { rowsIn, type Lanes } from './lanes'
import type { Rows } from './rows'

export interface LaneFilter {
  /** Part of a value that a lane ever had, or one of its ids. */
  readonly text: string
  readonly which: 'all' | 'edited' | 'deleted'
}

export const noFilter: LaneFilter = { text: '', which: 'all' }

const matcher = (rows: Rows, text: string): ((place: number) => boolean) => {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return () => true
  const number = wanted.replace(/^#/, '')
  return (place) =>
    rows.ids[place] === number || (rows.values[place]?.toLowerCase().includes(wanted) ?? false)
}

/** The lanes that are shown, in their order. */
export const lanesShown = (rows: Rows, lanes: Lanes, { text, which }: LaneFilter): Int32Array => {
  const matches = matcher(rows, text)
  const all = Int32Array.from({ length: lanes.count }, (_, lane) => lane)
  return all.filter((lane) => {
    if (which === 'edited' && !isEdited(lanes, lane)) return false
    if (which === 'deleted' && !isEnded(rows, lanes, lane)) return false
    return rowsIn(lanes, lane).some(matches)
  })
}
