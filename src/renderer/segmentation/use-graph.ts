import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useFleet } from '../core/fleet-status'
import { readByRebuild } from '../core/stale'
import { useAnswer } from '../core/use-call'
import type { Births } from './stops'

/** The graph lives in a memory that can be lost: whoever looks again asks again, and sees the answer before until then. */
const asked = { staleTime: 0, placeholderData: <T>(before: T | undefined): T | undefined => before }

export const useNode = (id: string) =>
  useAnswer('segmentation.node', { id }, { ...asked, enabled: id !== '0' })

export const useRoots = (ids: readonly string[], at: number | null) =>
  useAnswer(
    'segmentation.roots',
    { ids: [...ids], at: at === null ? null : new Date(at).toISOString() },
    { ...asked, enabled: ids.length > 0 },
  )

export const useLineage = (root: string | undefined) =>
  useAnswer('segmentation.lineage', { root: root ?? '0' }, { ...asked, enabled: root !== undefined })

/** Of the lineage that was known last: an id that is none does not take the moments away. */
export const useBirths = (root: string | undefined): Births | null => {
  const [births, setBirths] = useState<Births | null>(null)
  const times = useLineage(root).data?.roots.map(({ born }) => Date.parse(born)) ?? []
  const [first, last] = [Math.min(...times), Math.max(...times)]
  if (times.length > 0 && (births?.first !== first || births.last !== last)) setBirths({ first, last })
  return births
}

/** Asks the graph again when it was rebuilt, by a person or by itself. */
export const useRebuilt = (): void => {
  const client = useQueryClient()
  const state = useFleet(
    ({ status }) =>
      `${status?.job?.kind === 'graph' ? 'building' : ''} ${status?.healing?.at ?? ''} ${status?.healing?.state ?? ''}`,
  )
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    for (const filter of readByRebuild) void client.invalidateQueries(filter)
  }, [client, state])
}
