import type { Page } from '../../../shared/domain/annotation'
import type { Session, Verb } from '../session'
import { textTable } from '../text-table'
import { byColumn, cellText } from './cells'
import { theTable } from './the-table'

/** Rows that one question asks for. */
const window = 1000

export interface TableOptions {
  readonly all: boolean
  readonly inVersion?: number
  readonly limit: number
}

export const table = async (session: Session, name: string, options: TableOptions): Verb => {
  const { signal, output } = session
  const data = await (await session.core()).data()
  const found = await theTable(data, name, signal)
  const read = (offset: number, limit: number): Promise<Page> =>
    options.inVersion === undefined
      ? data['annotations.page'](
          {
            table: found,
            rows: options.all ? 'all' : 'live',
            sort: { column: 'id', descending: false },
            filters: [],
            offset,
            limit,
          },
          signal,
        )
      : data['versions.page']({ table: found, version: options.inVersion, offset, limit }, signal)

  const rows: string[][] = []
  let page = await read(0, Math.min(window, options.limit))
  const { columns, total } = page
  output.event({ type: 'table', name: found, columns, total })
  let shown = 0
  while (page.rows.length > 0) {
    for (const row of page.rows) {
      output.event({ type: 'row', cells: byColumn(columns, row) })
      if (!output.json) rows.push(row.map(cellText))
    }
    shown += page.rows.length
    if (shown >= Math.min(total, options.limit) || session.io.unread.aborted) break
    page = await read(shown, Math.min(window, options.limit - shown))
  }
  output.text(
    textTable(
      columns.map((column) => column.name),
      rows,
    ),
  )
  output.note(
    shown < total
      ? `${shown} of ${total} rows; more with --limit.`
      : `${total} row${total === 1 ? '' : 's'}.`,
  )
  return undefined
}
