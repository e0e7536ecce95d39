import { processExists } from '../../home/process-identity'
import { attach, type PracticeClient } from '../../practice/client'
import { readProcessState } from '../../practice/process-file'

/** The home's running practice process; null when it does not run. */
export type Attachment = () => Promise<PracticeClient | null>

/**
 * Asks a process who it is once, and again only when another one has written the state file or it has ended: every probe of a
 * step begins with this question.
 */
export const openAttachment = (homeFolder: string): Attachment => {
  let known: PracticeClient | null = null
  return async () => {
    const state = await readProcessState(homeFolder)
    const same = state?.pid === known?.state.pid && state?.startedAt === known?.state.startedAt
    if (known !== null && same && processExists(known.state.pid)) return known
    known = await attach(homeFolder)
    return known
  }
}
