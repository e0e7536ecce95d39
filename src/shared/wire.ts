import { z } from 'zod'
import type { Envelope } from './envelope'

/** Bytes that one message of a panel may have; a longer one closes the socket. */
export const longestMessage = 1_048_576

/** What a panel sends over a socket. `id` is the panel's own; answers carry it back. */
export const wireRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    id: z.number().int().min(0),
    channel: z.string().max(100),
    input: z.unknown().optional(),
  }),
  z.object({
    kind: z.literal('open'),
    id: z.number().int().min(0),
    channel: z.string().max(100),
    input: z.unknown().optional(),
  }),
  /** Cancels the call, or ends the stream, of that id. */
  z.object({ kind: z.literal('end'), id: z.number().int().min(0) }),
])
export type WireRequest = z.infer<typeof wireRequest>

/** What the core sends back: one answer a call; items and one end a stream. */
export type WireReply =
  | { readonly kind: 'answer'; readonly id: number; readonly envelope: Envelope<unknown> }
  | { readonly kind: 'item'; readonly id: number; readonly envelope: Envelope<unknown> }
  | { readonly kind: 'ended'; readonly id: number }
