import { createHmac } from 'node:crypto'
import { codeOf } from '../../practice/database-errors'
import type { Connection } from '../connection'
import { keeperName, readerName } from './roles-sql'

/**
 * As whom PostgreSQL is asked. The views read as the reader; resets, golden copies and the deletion of versions are the keeper's; the
 * bootstrap, and the fleet's services themselves, are the administrator's.
 */
export type Account = 'administrator' | 'keeper' | 'reader'

const names = { keeper: keeperName, reader: readerName } as const

const derived = (password: string, user: string): string =>
  createHmac('sha256', password).update(user).digest('base64url')

/** What follows from a secret, should it be the administrator's: to be kept out of a report as well. */
export const derivedFrom = (secret: string): readonly string[] =>
  Object.values(names).map((user) => derived(secret, user))

/**
 * The passwords of the two roles follow from the administrator's, which nobody can tell from them: there is nothing more to keep, and
 * none of them can be lost without the others.
 */
export const loginOf = ({ postgres }: Connection, account: Account): Connection['postgres'] => {
  if (account === 'administrator') return postgres
  const user = names[account]
  return { ...postgres, user, password: derived(postgres.password, user) }
}

/**
 * There is no such role, or it has another password, which PostgreSQL tells alike; or an earlier build has made the roles, without one of
 * the functions.
 */
export const lacksRoles = (error: unknown): boolean =>
  ['28P01', '28000'].includes(codeOf(error)) ||
  (codeOf(error) === '42883' && error instanceof Error && error.message.includes('realcave.'))
