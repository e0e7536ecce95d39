import { QueryClient } from '@tanstack/react-query'
import { dataPace } from './use-reading'

/** A page that is seen again looks at once, yet never twice within one beat. */
export const createReadingClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: typeof dataPace.every === 'number' ? dataPace.every : 0,
        retry: false,
        refetchOnWindowFocus: true,
        networkMode: 'always',
      },
    },
  })
