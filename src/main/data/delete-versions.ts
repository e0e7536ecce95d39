import { escapeLiteral } from 'pg'
import type { Given } from '../../shared/contract'
import { inTheMaking } from '../../shared/domain/version'
import { Failure } from '../../shared/errors'
import { quoted } from './catalogue'
import { forgetVersions } from './forget-versions'
import { adminDatabase } from './roles/ensure-roles'
import type { Session } from './session'
import { versionDatabase } from './version-database'
import { noSuchVersion, readVersions, type VersionRow } from './versions'

const refuseRunning = (rows: readonly VersionRow[], versions: readonly number[]): void => {
  const made = inTheMaking(rows)
  if (made !== undefined && versions.includes(made.version))
    throw new Failure({
      code: 'BAD_INPUT',
      what: `Version ${String(made.version)} was not deleted.`,
      why: 'It is still in the making.',
      fix: 'Wait until it is available. If its workflow died, materialize again and delete it then.',
    })
}

const thisVersion = 'datastack = $1 AND version = $2'

/**
 * First CAVE stops offering the version, then its database goes, its rows last: killed at any point, what is left is listed
 * and can be deleted again. A database without its row would make the next version of that number hang (CAVE-FACTS 7).
 */
export const deleteVersions = async (
  session: Session,
  { versions }: Given<'versions.delete'>,
  signal: AbortSignal,
): Promise<void> => {
  const { connection } = session
  const volume = session.kept(connection.alignedVolume)
  const admin = session.kept(adminDatabase)
  const rows = await readVersions(session)
  const unknown = versions.find((version) => !rows.some((row) => row.version === version))
  if (unknown !== undefined) throw noSuchVersion(unknown)
  refuseRunning(rows, versions)
  for (const version of new Set(versions)) {
    signal.throwIfAborted()
    const values = [connection.datastack, version]
    await volume.write([{ text: `UPDATE analysisversion SET valid = false WHERE ${thisVersion}`, values }])
    const name = versionDatabase(connection, version)
    // Its sessions are the services', who are PostgreSQL's superuser: the keeper's own functions cut them (roles/roles-sql.ts).
    for (const work of ['shut', 'cut'])
      await admin.command(`SELECT realcave.${work}(ARRAY[${escapeLiteral(name)}])`)
    await admin.command(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`)
    await volume.write(forgetVersions(thisVersion).map((text) => ({ text, values })))
  }
}
