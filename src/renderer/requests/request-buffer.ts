import type { RequestEntry } from '../../shared/domain/service'

export const requestLimit = 2000

export interface RequestBuffer {
  readonly entries: readonly RequestEntry[]
  readonly held: readonly RequestEntry[]
  readonly paused: boolean
}

export const noRequests: RequestBuffer = { entries: [], held: [], paused: false }

export type RequestEvent =
  | { readonly kind: 'entries'; readonly entries: readonly RequestEntry[] }
  | { readonly kind: 'pause' }
  | { readonly kind: 'follow' }

/** Joined by id: a stream that was opened again tells its tail once more. */
const join = (known: readonly RequestEntry[], more: readonly RequestEntry[]): readonly RequestEntry[] => {
  const ids = new Set(known.map(({ id }) => id))
  const joined = [...known, ...more.filter(({ id }) => !ids.has(id))]
  return joined.length > requestLimit ? joined.slice(-requestLimit) : joined
}

export const applyRequestEvent = (buffer: RequestBuffer, event: RequestEvent): RequestBuffer => {
  switch (event.kind) {
    case 'entries':
      return buffer.paused
        ? { ...buffer, held: join(buffer.held, event.entries) }
        : { ...buffer, entries: join(buffer.entries, event.entries) }
    case 'pause':
      return { ...buffer, paused: true }
    case 'follow':
      return { entries: join(buffer.entries, buffer.held), held: [], paused: false }
    default:
      return event satisfies never
  }
}

export interface RequestFilter {
  readonly search: string
  /** The panel's own requests, too. */
  readonly own: boolean
  readonly newestFirst: boolean
}

export const findRequests = (
  entries: readonly RequestEntry[],
  { search, own, newestFirst }: RequestFilter,
): readonly RequestEntry[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = entries.filter((entry) => {
    if (!own && entry.agent.startsWith('RealCAVE')) return false
    const text = `${entry.method} ${entry.path} ${entry.service} ${entry.status}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return newestFirst ? found.reverse() : found
}

export const statusTone = (status: number): 'ok' | 'warn' | 'bad' =>
  status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'ok'
