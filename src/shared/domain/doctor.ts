import { z } from 'zod'

/** One preflight check and what it found. */
export const check = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['passed', 'warning', 'failed', 'skipped']),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
})
export type Check = z.infer<typeof check>
