import type { Session, Verb } from '../session'
import { statusText } from './status-text'

export const status = async (session: Session): Verb => {
  const found = await (await session.controller()).status(session.signal)
  session.output.result({ type: 'status', ...found }, statusText(found))
  return undefined
}
