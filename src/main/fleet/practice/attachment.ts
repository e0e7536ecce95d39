import { Failure } from '../../../shared/errors'
import { processExists } from '../../home/process-identity'
import { attach, type PracticeClient } from '../../practice/client'
import { readProcessState } from '../../practice/process-file'
import type { PracticeStatus } from '../../practice/status'

/** The home's running practice process; null when it does not run. */
export type Attachment = (signal: AbortSignal) => Promise<PracticeClient | null>

/**
 * Asks a process who it is once, and again only when another one has written the state file or it has ended: every probe of a
 * step begins with this question.
 */
export const openAttachment = (homeFolder: string): Attachment => {
  let known: PracticeClient | null = null
  return async (signal) => {
    const state = await readProcessState(homeFolder)
    const same = state?.pid === known?.state.pid && state?.startedAt === known?.state.startedAt
    if (known !== null && same && processExists(known.state.pid)) return known
    known = await attach(homeFolder, signal)
    return known
  }
}

/** A process that was killed an instant ago still counts as one for the system, and answers nothing. */
const isGone = (error: unknown): boolean => error instanceof Failure && error.info.code === 'FLEET_DOWN'

export interface Observed {
  readonly client: PracticeClient
  readonly status: PracticeStatus
}

/** What the running process says of itself now; null when none answers. */
export const observe = async (attachment: Attachment, signal: AbortSignal): Promise<Observed | null> => {
  const client = await attachment(signal)
  if (client === null) return null
  try {
    return { client, status: await client.status(signal) }
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** Ends the running process, if there is one; one that dies by itself meanwhile has ended as well. */
export const stopAttached = async (attachment: Attachment, signal: AbortSignal): Promise<void> => {
  const client = await attachment(signal)
  try {
    await client?.stop(signal)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}
