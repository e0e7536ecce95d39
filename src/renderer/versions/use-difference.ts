import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Asked } from '../../shared/contract'
import type { Diff, DiffRow, RowChange } from '../../shared/domain/version'
import type { ErrorInfo } from '../../shared/errors'
import { ask } from '../core/ask'
import { useBridge } from '../core/bridge-context'
import { answerKey } from '../core/use-call'
import { throttle } from '../rows/throttle'
import { pageSize, pagesOf, type RowRange } from '../rows/windows'
import { rowsOfKinds } from './version-state'

export interface Difference {
  /** Counts and columns; null while nothing is there yet. */
  readonly told: Diff | null
  /** Rows of the kinds asked for, in all. */
  readonly total: number
  /** Undefined while its page is on the way. */
  readonly rowAt: (index: number) => DiffRow | undefined
  readonly loaded: readonly DiffRow[]
  readonly onRange: (range: RowRange) => void
  readonly error: ErrorInfo | null
  readonly readAgain: () => void
}

/** Milliseconds between two looks at where the reader is. */
const rangePause = 100

/** What differs between two versions, read where the reader looks: of a hundred thousand rows, those in view. */
export const useDifference = (
  pair: Pick<Asked<'versions.diff'>, 'table' | 'from' | 'to'>,
  kinds: readonly RowChange[],
): Difference => {
  const bridge = useBridge()
  const [range, seeRange] = useState<RowRange>({ first: 0, last: 0 })
  const onRange = useMemo(() => throttle(seeRange, rangePause), [])
  useEffect(() => () => onRange.stop(), [onRange])
  const [known, setKnown] = useState<Diff | null>(null)
  const total = known === null ? 0 : rowsOfKinds(known, kinds)
  const numbers = pagesOf(range, total)
  const results = useQueries({
    queries: numbers.map((page) => {
      const asked = { ...pair, changes: [...kinds], offset: page * pageSize, limit: pageSize }
      return {
        queryKey: answerKey('versions.diff', asked),
        queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Diff> =>
          ask(bridge, 'versions.diff', asked, signal),
      }
    }),
  })
  const told = results.find(({ data }) => data !== undefined)?.data
  if (told !== undefined && known === null) setKnown(told)
  const pages = new Map(numbers.map((page, index) => [page, results[index]?.data?.rows]))
  return {
    told: known ?? told ?? null,
    total,
    rowAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    loaded: [...pages.values()].flatMap((rows) => rows ?? []),
    onRange,
    error: results.find(({ error }) => error !== null)?.error?.info ?? null,
    readAgain: () => {
      for (const result of results) if (result.error !== null) void result.refetch()
    },
  }
}
