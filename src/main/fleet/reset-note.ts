import { z } from 'zod'
import type { Connection } from '../data/connection'
import { comment, commentOf, own } from './database-copies'
import { adminDatabase } from './database-names'
import type { GoldenWork } from './golden'
import type { Session } from './sessions'

/**
 * What a reset has yet to do once the data is back. It stands in the transaction that brings the data back, as the comment of the
 * database of the live tables: killed after it, the next `up` or reset finds it there and does the rest.
 */
const note = z.discriminatedUnion('reset', [
  z.object({ reset: z.literal('clean') }),
  /** A version newer than this one is due. */
  z.object({ reset: z.literal('live'), after: z.number().int() }),
])
export type ResetNote = z.infer<typeof note>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Another's comment: no note.
    return undefined
  }
}

export const writeNote = (session: Session, { alignedVolume }: Connection, what: ResetNote): Promise<void> =>
  comment(session, alignedVolume, JSON.stringify(what))

/** Null where no reset was cut short. */
export const readNote = ({ sessions, connection, signal }: GoldenWork): Promise<ResetNote | null> =>
  sessions.with(adminDatabase, signal, async (admin) => {
    const found = note.safeParse(parsed((await commentOf(admin, connection.alignedVolume)) ?? ''))
    return found.success ? found.data : null
  })

export const clearNote = ({ sessions, connection, signal }: GoldenWork): Promise<void> =>
  sessions.with(adminDatabase, signal, async (admin) => {
    await own(admin, [connection.alignedVolume])
    await comment(admin, connection.alignedVolume, '')
  })
