import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../../shared/errors'
import type { Binaries } from './binaries'

const getBack = {
  older: 'uninstall this one, which leaves your data, install that',
  newer: 'install that over this one',
}

const refused = (data: string, made: number, own: number): Failure => {
  const which = made < own ? 'older' : 'newer'
  return new Failure({
    code: 'POSTGRES_FAILED',
    what: `The practice fleet's data is of PostgreSQL ${made}; this RealCAVE brings PostgreSQL ${own}.`,
    why: `PostgreSQL ${own} opens only what PostgreSQL ${own} has made. ${data} is left as it is.`,
    fix: `The ${which} RealCAVE that made it opens it: ${getBack[which]}, and save what you want to keep as CSV. Your lessons are files of their own and stay. To begin anew with this one: "realcave down --volumes", then "realcave up"; or leave the data, and use another home: --home FOLDER.`,
  })
}

/**
 * PostgreSQL opens no data of another major version. It would say so itself, in a log and in its own words; and before that our
 * configuration would have been written over the one that goes with the data.
 */
export const demandSameMajor = async (data: string, { major }: Binaries): Promise<void> => {
  const text = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')
  const made = Number(/^(\d+)/.exec(text)?.[1] ?? major)
  if (made !== major) throw refused(data, made, major)
}
