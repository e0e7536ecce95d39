import type { Session, Verb } from '../session'
import { textTable } from '../text-table'
import { byColumn, cellText } from './cells'
import { theTable } from './the-table'

export const history = async (session: Session, id: string, named: string | undefined): Verb => {
  const { signal, output } = session
  const data = await (await session.core()).data()
  const table = await theTable(data, named, signal)
  const { columns, rows, head, ended } = await data['annotations.history']({ table, id }, signal)
  output.event({ type: 'lineage', table, head, ended, columns })
  for (const row of rows) output.event({ type: 'row', cells: byColumn(columns, row) })
  output.text(
    textTable(
      columns.map((column) => column.name),
      rows.map((row) => row.map(cellText)),
    ),
  )
  output.note(ended ? `Its head, ${head}, is deleted.` : `Its head is ${head}.`)
  return undefined
}
