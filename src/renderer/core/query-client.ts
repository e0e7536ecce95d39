import { QueryClient } from '@tanstack/react-query'
import type { Failure } from '../../shared/errors'

declare module '@tanstack/react-query' {
  interface Register {
    /** `ask` rejects with nothing else. */
    defaultError: Failure
  }
}

/**
 * What was read stays true until the core says that it changed (data.changes), so nothing is read again by time. A refusal
 * is shown at once with its fix instead of being retried behind the reader's back.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
