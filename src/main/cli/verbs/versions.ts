import type { Session, Verb } from '../session'
import { textTable } from '../text-table'

const mebibytes = (bytes: number | null): string => (bytes === null ? '' : (bytes / 1_048_576).toFixed(1))

export const versions = async (session: Session): Verb => {
  const data = await (await session.core()).data()
  const found = await data['versions.list'](undefined, session.signal)
  for (const version of found) session.output.event({ type: 'version', ...version })
  session.output.text(
    textTable(
      ['VERSION', 'STATUS', 'TIME', 'ROWS', 'MIB', 'EXPIRES'],
      found.map((version) => [
        String(version.version),
        version.status,
        version.timeStamp,
        String(version.tables.reduce((sum, table) => sum + table.rows, 0)),
        mebibytes(version.disk),
        version.expiresOn ?? '',
      ]),
    ),
  )
  session.output.note('Nothing removes versions here, whatever the date they expire on.')
  return undefined
}
