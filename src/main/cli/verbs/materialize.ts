import { follow } from '../follow'
import type { Session, Verb } from '../session'

export const materialize = async (session: Session): Verb => {
  const controller = await session.controller()
  const { version } = await follow(session, () => controller.materialize(session.signal))
  session.output.result({ type: 'materialized', version }, `Version ${version} is available.`)
  return undefined
}
