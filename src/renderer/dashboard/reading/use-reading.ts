import { keepPreviousData, useQuery, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { toFailure } from '../../../shared/errors'
import { afterLook, unread, type Reading } from './reading'

/** Looks at CAVE, knowing what was read before. */
export type Look<T> = (signal: AbortSignal, before: T | null) => Promise<T>

export interface Pace {
  /** Milliseconds between two looks; `once`: only until it is read, since it never changes. */
  readonly every: number | 'once'
  /** Until something is read under a new key, what was read under the one before stays. */
  readonly keeps?: boolean
}

/** What changes under the eyes of an audience. */
export const dataPace: Pace = { every: 5000 }
/** Whether the services answer. */
export const healthPace: Pace = { every: 10_000 }
export const oncePace: Pace = { every: 'once' }

const beforeNextTry = 5000

interface Context {
  readonly client: QueryClient
  readonly signal: AbortSignal
}

/**
 * A query whose answer is a `Reading`: what failed is part of what is shown, never the end of it. Nothing is looked at while the page
 * is hidden; when it is seen again, it is looked at at once.
 */
export const readingOptions = <T>(key: QueryKey, look: Look<T>, { every }: Pace) => ({
  queryKey: key,
  queryFn: async ({ client, signal }: Context): Promise<Reading<T>> => {
    const before = client.getQueryData<Reading<T>>(key) ?? unread
    try {
      return afterLook(before, { ok: true, value: await look(signal, before.value) }, Date.now())
    } catch (error) {
      signal.throwIfAborted()
      return afterLook(before, { ok: false, error: toFailure(error).info }, Date.now())
    }
  },
  refetchInterval: ({ state }: { readonly state: { readonly data: Reading<T> | undefined } }) => {
    if (every !== 'once') return every
    return state.data?.value === null ? beforeNextTry : false
  },
})

export const useReading = <T>(key: QueryKey, look: Look<T>, pace: Pace): Reading<T> => {
  const { data } = useQuery<Reading<T>>({
    ...readingOptions(key, look, pace),
    ...(pace.every === 'once' ? { staleTime: Number.POSITIVE_INFINITY } : {}),
    ...(pace.keeps === true ? { placeholderData: keepPreviousData } : {}),
  })
  return data ?? unread
}
