import { follow } from '../follow'
import type { Session, Verb } from '../session'

export const rebuildGraph = async (session: Session): Verb => {
  const controller = await session.controller()
  await follow(session, () => controller.rebuildGraph(session.signal))
  session.output.result({ type: 'graph' }, 'The graph is rebuilt: roots can be looked up.')
  return undefined
}
