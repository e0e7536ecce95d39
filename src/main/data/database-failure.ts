import { Failure } from '../../shared/errors'
import { codeOf, saysFullDisk } from '../practice/database-errors'

export const sqlStateOf = (error: unknown): string => codeOf(error instanceof Failure ? error.cause : error)

const undefinedDatabase = '3D000'

/** The database does not exist: a version whose database is gone, or a volume that was never made. */
export const isMissingDatabase = (error: unknown): boolean => sqlStateOf(error) === undefinedDatabase

/** PostgreSQL let nobody in, or kept a lock or a statement waiting, for too long: as while a large database is copied. */
export const isTimeout = (error: unknown): boolean =>
  ['57014', '55P03'].includes(sqlStateOf(error)) ||
  (error instanceof Error && error.message === 'timeout expired')

export const freeSpace = 'Free some space on the disk that holds the fleet, then try again.'

/** The disk that PostgreSQL writes to is full; what it starts says so in words alone. */
export const isFullDisk = (error: unknown): boolean =>
  sqlStateOf(error) === '53100' || (error instanceof Error && saysFullDisk(error.message))

interface Explanation {
  readonly when: RegExp
  readonly code: 'BAD_INPUT' | 'DATABASE_FAILED' | 'DISK_FULL' | 'NOT_FOUND' | 'TIMED_OUT'
  readonly fix: string
}

const explanations: readonly Explanation[] = [
  {
    when: /^ECONN|^ENOTFOUND$|^EHOST/,
    code: 'DATABASE_FAILED',
    fix: 'Start the fleet: PostgreSQL is a part of it.',
  },
  {
    when: /^28/,
    code: 'DATABASE_FAILED',
    fix: 'Stop the fleet and start it again. If it happens again, another program has the port of its PostgreSQL.',
  },
  { when: /^3D000$/, code: 'NOT_FOUND', fix: 'Read the list of versions and tables again.' },
  { when: /^42P01$|^42703$/, code: 'DATABASE_FAILED', fix: 'The table changed meanwhile. Read it again.' },
  { when: /^22/, code: 'BAD_INPUT', fix: 'Correct the value and try again.' },
  {
    when: /^2BP01$/,
    code: 'BAD_INPUT',
    fix: 'Something in the database needs it, such as a view or a foreign key that was made by hand. Remove that first.',
  },
  { when: /^53100$/, code: 'DISK_FULL', fix: freeSpace },
  {
    when: /^57014$|^55P03$/,
    code: 'TIMED_OUT',
    fix: 'Ask for less at once, or try again when the fleet is idle.',
  },
  {
    when: /^57P|^08|^55|^53/,
    code: 'DATABASE_FAILED',
    fix: 'A materialization or a reset is going on. Try again in a moment.',
  },
]

export const databaseFailure = (error: unknown, database: string): Failure => {
  if (error instanceof Failure) return error
  const state = sqlStateOf(error)
  const known = explanations.find((each) => each.when.test(state))
  const message = error instanceof Error && error.message !== '' ? error.message : state || String(error)
  return new Failure(
    {
      code: known?.code ?? 'DATABASE_FAILED',
      what: `The database ${database} did not do what was asked.`,
      why: /[.!?]$/.test(message) ? message : `${message}.`,
      fix: known?.fix ?? 'Try again. If it happens again, look at the log of postgres.',
    },
    { cause: error },
  )
}
