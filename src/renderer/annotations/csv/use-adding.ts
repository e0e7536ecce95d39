import { useRef, useState } from 'react'
import { toFailure, type ErrorInfo } from '../../../shared/errors'
import { toast, toastFailure } from '../../components/toast'
import { ask } from '../../core/ask'
import { useBridge } from '../../core/bridge-context'
import { useGone } from '../../core/use-gone'
import { annotationTexts } from '../texts'
import { inBatches } from './batches'
import { idRanges } from './id-ranges'
import type { ReadRow } from './read-rows'

const texts = annotationTexts.addCsv

export type Adding =
  | { readonly state: 'before' }
  | { readonly state: 'adding'; readonly ids: readonly string[]; readonly stopping: boolean }
  | {
      readonly state: 'ended'
      readonly ids: readonly string[]
      readonly error: ErrorInfo | null
      /** Rows that are not added, and can be. */
      readonly rest: readonly ReadRow[]
      /** Lines of a call that never answered: whether they were added is not known. */
      readonly unsure: { readonly first: number; readonly last: number } | null
    }

/** CAVE or the core said no before anything was written. */
const isRefusal = ({ code }: ErrorInfo): boolean =>
  code === 'CAVE_REFUSED' || code === 'BAD_INPUT' || code === 'FLEET_DOWN' || code === 'NOT_FOUND'

const tellAway = (
  ids: readonly string[],
  all: number,
  error: ErrorInfo | null,
  unsure: { readonly first: number; readonly last: number } | null,
): void => {
  if (error !== null) toastFailure(error)
  const isAll = ids.length === all
  const title =
    unsure !== null
      ? texts.unsure(ids.length, unsure.first, unsure.last)
      : isAll
        ? texts.done(ids.length)
        : texts.stopped(ids.length, all)
  toast({
    tone: isAll ? 'ok' : 'bad',
    title,
    ...(ids.length > 0 && { detail: `${texts.ids}: ${idRanges(ids)}` }),
  })
}

/** Adds rows part by part with the call that adds one; a part that has begun is always waited for. */
export const useAdding = (table: string) => {
  const bridge = useBridge()
  const [adding, setAdding] = useState<Adding>({ state: 'before' })
  const stopped = useRef(false)
  /** The reader went to another view: no further part is sent, and what was added is told there. */
  const gone = useGone()
  const run = async (rows: readonly ReadRow[], before: readonly string[]): Promise<void> => {
    stopped.current = false
    const ids = [...before]
    let next = 0
    let error: ErrorInfo | null = null
    let unsure: { readonly first: number; readonly last: number } | null = null
    setAdding({ state: 'adding', ids: [...ids], stopping: false })
    for (const batch of inBatches(rows)) {
      if (stopped.current || gone.current) break
      try {
        const answer = await ask(bridge, 'annotations.add', {
          table,
          annotations: batch.map(({ body }) => body),
        })
        ids.push(...answer.ids)
        next += batch.length
        setAdding({ state: 'adding', ids: [...ids], stopping: stopped.current })
      } catch (failed) {
        error = toFailure(failed).info
        const [first, last] = [batch[0]?.line ?? 0, batch.at(-1)?.line ?? 0]
        if (!isRefusal(error)) unsure = { first, last }
        break
      }
    }
    if (gone.current) tellAway(ids, before.length + rows.length, error, unsure)
    setAdding({ state: 'ended', ids, error, rest: unsure === null ? rows.slice(next) : [], unsure })
  }
  return {
    adding,
    start: (rows: readonly ReadRow[]): void => void run(rows, adding.state === 'ended' ? adding.ids : []),
    stop: (): void => {
      stopped.current = true
      setAdding((now) => (now.state === 'adding' ? { ...now, stopping: true } : now))
    },
  }
}
