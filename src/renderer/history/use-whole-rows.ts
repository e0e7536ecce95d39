import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Column, Row } from '../../shared/domain/annotation'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { throttle } from '../rows/throttle'
import type { RowRange } from '../rows/windows'
import type { Rows } from './rows'

interface Known {
  readonly columns: readonly Column[]
  readonly rows: ReadonlyMap<string, Row>
}

/** Milliseconds between two readings, while the time cursor is dragged. */
const pause = 80
/** Rows asked for beyond those in view. */
const ahead = 40
const most = 1000

interface Wish {
  readonly world: Int32Array
  readonly range: RowRange
}

/**
 * The cells of the rows in view, as far as they are known. CAVE never changes a row's cells, so what was read once is kept: a
 * dragged cursor mostly meets rows that it has met before. Once the table changed, what is in view is read again nevertheless.
 */
export const useWholeRows = (table: string, rows: Rows, world: Int32Array) => {
  const bridge = useBridge()
  const [found, setFound] = useState<Known>({ columns: [], rows: new Map() })
  const [range, seeRange] = useState<RowRange>({ first: 0, last: 0 })
  const setRange = useCallback((next: RowRange) => seeRange(next), [])

  const read = useMemo(() => {
    const stop = new AbortController()
    const have = new Set<string>()
    const take = async ({ world, range }: Wish): Promise<void> => {
      const wanted = Array.from(
        world.subarray(range.first, range.last + 1 + ahead),
        (place) => rows.ids[place] ?? '',
      )
      const ids = wanted.filter((id) => !have.has(id)).slice(0, most)
      if (ids.length === 0) return
      for (const id of ids) have.add(id)
      try {
        const answer = await ask(bridge, 'annotations.rows', { table, ids }, stop.signal)
        if (stop.signal.aborted) return
        const place = answer.columns.findIndex(({ name }) => name === 'id')
        const fresh = answer.rows.map((row): [string, Row] => [String(row[place]), row])
        setFound((before) => ({ columns: answer.columns, rows: new Map([...before.rows, ...fresh]) }))
      } catch {
        // The map stands without these cells, and says why elsewhere if the fleet is gone; they are asked for again when met again.
        for (const id of ids) have.delete(id)
      }
    }
    const paced = throttle((wish: Wish) => void take(wish), pause)
    return Object.assign(paced, {
      end: () => {
        stop.abort()
        paced.stop()
      },
    })
  }, [bridge, table, rows])
  useEffect(() => () => read.end(), [read])
  useEffect(() => read({ world, range }), [read, world, range])

  return useMemo(() => ({ ...found, setRange }), [found, setRange])
}
