import type { Session, Verb } from '../session'
import { perform } from './lesson'
import { startFleet } from './up'
import { statusText } from './status-text'

/** The lesson that proves the fleet, part by part. */
const proof = 'proof'

/** The fleet up, its graph there and its services settled (all steps of `up`), then the proof. */
export const demo = async (session: Session): Verb => {
  const status = await startFleet(session)
  session.output.result({ type: 'status', ...status }, statusText(status))
  return perform(session, await (await (await session.core()).lessons()).find(proof))
}
