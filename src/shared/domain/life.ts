import { z } from 'zod'
import { errorInfo } from '../errors'

/** What becomes of a running fleet when the panel's program ends. */
const leaving = z.enum(['ask', 'keep', 'stop'])
export type Leaving = z.infer<typeof leaving>

/** What closing the window does. */
const closing = z.enum(['quit', 'tray'])

/** How the panel lives in the system, as its home remembers it. */
export const lifeSettings = z.object({
  leaving,
  closing,
  /** Whether it looks for newer versions, at most once a day. */
  newVersions: z.boolean(),
})
export type LifeSettings = z.infer<typeof lifeSettings>

export const lifeAtFirst: LifeSettings = { leaving: 'ask', closing: 'quit', newVersions: true }

/** Something that went wrong with the program itself, and that it went on after. */
export const trouble = errorInfo.extend({
  id: z.number().int(),
  /** ISO 8601, UTC. */
  at: z.string(),
})
export type Trouble = z.infer<typeof trouble>

/** A version that was published since this one. */
export const newerVersion = z.object({
  version: z.string(),
  /** Where it is told of; nothing is downloaded by the panel. */
  page: z.url({ protocol: /^https$/ }),
})
export type NewerVersion = z.infer<typeof newerVersion>
