import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Answer, Asked } from '../../shared/contract'
import type { Column, Row } from '../../shared/domain/annotation'
import type { ErrorInfo } from '../../shared/errors'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { answerKey } from '../core/use-call'
import { throttle } from './throttle'
import { pageSize, pagesOf, type RowRange } from './windows'

type PageChannel = 'annotations.page' | 'versions.page'
type Page = Answer<PageChannel>

export interface LoadedPage {
  readonly page: number
  readonly rows: readonly Row[]
}

export interface Pages {
  readonly columns: readonly Column[] | null
  readonly total: number
  /** Nothing of what was asked last is there yet. */
  readonly reading: boolean
  readonly loaded: readonly LoadedPage[]
  readonly error: ErrorInfo | null
  /** Asks once more for the pages that failed. */
  readonly readAgain: () => void
  readonly rowAt: (index: number) => Row | undefined
  readonly setRange: (range: RowRange) => void
}

/** Milliseconds between two looks at where the reader is: rows that fly past are not asked for. */
const rangePause = 100

const gather = (numbers: readonly number[], results: readonly UseQueryResult<Page>[]) => {
  const told = results.find((result) => result.data !== undefined)?.data
  return {
    told: told ?? null,
    error: results.find((result) => result.error !== null)?.error?.info ?? null,
    readAgain: (): void => {
      for (const result of results) if (result.error !== null) void result.refetch()
    },
    loaded: results.flatMap((result, index) =>
      result.data === undefined ? [] : [{ page: numbers[index] ?? 0, rows: result.data.rows }],
    ),
  }
}

/**
 * A window over a table of any length: asks for the pages that hold the rows in view, each by itself, so that a pushed
 * change reads again what is on screen and no more.
 */
export const usePages = <K extends PageChannel>(channel: K, input: Asked<K>): Pages => {
  const bridge = useBridge()
  const [range, seeRange] = useState<RowRange>({ first: 0, last: 0 })
  const setRange = useMemo(() => throttle(seeRange, rangePause), [])
  useEffect(() => () => setRange.stop(), [setRange])
  // Kept while another order or filter is read, so that the table does not collapse meanwhile.
  const [known, setKnown] = useState<Page | null>(null)
  const numbers = pagesOf(range, known?.total ?? 0)
  const combine = useCallback(
    (results: UseQueryResult<Page>[]) => gather(numbers, results),
    // The numbers as a value: a new array of the same pages is no change.
    // oxlint-disable-next-line react/exhaustive-deps
    [numbers.join()],
  )
  const found = useQueries({
    queries: numbers.map((page) => {
      const asked = { ...input, offset: page * pageSize, limit: pageSize }
      return {
        queryKey: answerKey(channel, asked),
        queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Page> =>
          ask(bridge, channel, asked, signal),
      }
    }),
    combine,
  })
  if (found.told !== null && found.told.total !== known?.total) setKnown(found.told)
  const { columns = null, total = 0 } = found.told ?? known ?? {}
  const rowAt = useCallback(
    (index: number) =>
      found.loaded.find(({ page }) => page === Math.floor(index / pageSize))?.rows[index % pageSize],
    [found.loaded],
  )
  return {
    columns,
    total,
    loaded: found.loaded,
    error: found.error,
    readAgain: found.readAgain,
    reading: found.told === null,
    rowAt,
    setRange,
  }
}
