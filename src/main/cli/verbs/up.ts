import type { FleetStatus } from '../../../shared/domain/fleet'
import { Failure } from '../../../shared/errors'
import { follow, steps } from '../follow'
import type { Session, Verb } from '../session'
import { withEngine } from '../with-engine'
import { statusText } from './status-text'

/** What keeps it from being ready, where it came up and something of it did not stay so. */
const unwell = ({ services, steps }: FleetStatus): string => {
  const told = [
    ...services
      .filter(({ state }) => state !== 'healthy' && state !== 'absent')
      .map(({ name, state, detail }) => `${name} is ${state}${detail === '' ? '' : ` (${detail})`}`),
    ...steps.filter(({ state }) => state !== 'done').map(({ title, state }) => `"${title}" is ${state}`),
  ]
  return told.length === 0 ? '' : `: ${told.join(', ')}`
}

/** Starts the fleet; one that is not ready afterwards is a failure. */
export const startFleet = async (session: Session): Promise<FleetStatus> => {
  const status = await withEngine(session, async () => {
    const controller = await session.controller()
    return follow(session, () => controller.up(session.signal), steps)
  })
  if (status.phase === 'ready') return status
  throw new Failure(
    status.error ?? {
      code: 'STEP_FAILED',
      what: 'The fleet did not become ready.',
      why: `It is ${status.phase}${unwell(status)}.`,
      fix: 'Look at "realcave status" and "realcave doctor", then run "realcave up" again: it goes on where it stopped.',
    },
  )
}

export const up = async (session: Session): Verb => {
  const status = await startFleet(session)
  session.output.result({ type: 'status', ...status }, statusText(status))
  return undefined
}
