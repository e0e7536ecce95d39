import type { Session, Sessions } from '../../../src/main/fleet/sessions'

/**
 * Sessions of a process that is killed after so many statements: from then on nothing it would still do reaches PostgreSQL,
 * no clearing up either.
 */
export const dyingSessions = (
  sessions: Sessions,
  statements: number,
): { sessions: Sessions; died(): boolean } => {
  let left = statements
  let dead = false
  const live = async <T>(work: () => Promise<T>): Promise<T> => {
    if (left === 0) dead = true
    if (dead) throw new Error('killed')
    left -= 1
    return work()
  }
  const dying = (session: Session): Session => ({
    rows: (row, sql, values) => live(() => session.rows(row, sql, values)),
    run: (sql, values) => live(() => session.run(sql, values)),
  })
  return {
    died: () => dead,
    sessions: {
      with: (database, signal, work) => {
        if (dead) return Promise.reject(new Error('killed'))
        return sessions.with(database, signal, (session) => work(dying(session)))
      },
    },
  }
}
