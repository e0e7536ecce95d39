import { z } from 'zod'

/** What the session's Python tells of itself, past everything that is printed. */
export const report = z.discriminatedUnion('kind', [
  /** It takes orders and keys. */
  z.object({ kind: z.literal('idle') }),
  /** A cell begins, whoever asked for it. */
  z.object({ kind: z.literal('busy') }),
  /** A cell has ended: `id` is the order's, null where somebody typed it. Milliseconds. */
  z.object({
    kind: z.literal('cell'),
    id: z.number().nullable(),
    ok: z.boolean(),
    error: z.string(),
    elapsed: z.number(),
  }),
  /** Another order was carried out. */
  z.object({
    kind: z.literal('done'),
    id: z.number(),
    ok: z.boolean(),
    error: z.string(),
    elapsed: z.number(),
  }),
])
export type Report = z.infer<typeof report>
