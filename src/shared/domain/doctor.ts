import { z } from 'zod'

/**
 * What can be done about a finding from here: a verb of the contract by its name, which the panel shows as a button; never a command
 * line. `fix` tells the same in words.
 */
export const checkAction = z.discriminatedUnion('name', [
  /** Start Docker Desktop. */
  z.object({ name: z.literal('engine.start') }),
  /** Download the images of the genuine fleet. */
  z.object({ name: z.literal('images.get') }),
  /** Start the fleet, which clears away what a start or reset that was cut short has left. */
  z.object({ name: z.literal('fleet.up') }),
  /** Take away containers and networks of this home under another project name; their data stays. */
  z.object({ name: z.literal('leftovers.remove') }),
  /** Stop containers of others that have this home's names. */
  z.object({ name: z.literal('foreign.stop') }),
  /** Choose another port or project. */
  z.object({ name: z.literal('place.choose') }),
  /** No verb, a page that tells how. */
  z.object({ name: z.literal('page.open'), page: z.url({ protocol: /^https$/ }) }),
])
export type CheckAction = z.infer<typeof checkAction>

/** One preflight check and what it found. */
export const check = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['passed', 'warning', 'failed', 'skipped']),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  /** Null where nothing can be done from here, or nothing has to be. */
  action: checkAction.nullable(),
})
export type Check = z.infer<typeof check>
