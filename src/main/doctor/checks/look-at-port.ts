import { portHolder } from '../../machine/port-holder'
import { reservedRange } from '../../machine/reserved-ports'
import { judgePort } from './port'
import { tryPort } from './try-port'

/** Whether a fleet could listen at a port that it does not have yet; who has it, or why it cannot be had. */
export const lookAtPort = async (port: number): Promise<{ readonly free: boolean; readonly why: string }> => {
  const listening = await tryPort(port)
  if (listening === 'free') return { free: true, why: '' }
  const [holder, range] = await Promise.all([
    listening === 'taken' ? portHolder(port) : undefined,
    listening === 'reserved' ? reservedRange(port) : undefined,
  ])
  const { what, why } = judgePort(port, listening, holder, undefined, range)
  return { free: false, why: `${what} ${why}` }
}
