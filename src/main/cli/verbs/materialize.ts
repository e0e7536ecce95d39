import { follow } from '../follow'
import type { Session, Verb } from '../session'

export const materialize = async (session: Session, repair: boolean): Verb => {
  const controller = await session.controller()
  if (repair) {
    await follow(session, () => controller.repairWorker(session.signal))
    session.output.result({ type: 'repaired' }, 'The materialization worker is repaired.')
  }
  const { version } = await follow(session, () => controller.materialize(session.signal))
  session.output.result({ type: 'materialized', version }, `Version ${version} is available.`)
  return undefined
}
