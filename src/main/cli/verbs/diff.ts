import type { DiffRow } from '../../../shared/domain/version'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'
import { cellText } from './cells'
import { theTable } from './the-table'

const window = 1000

const signs = { added: '+', removed: '-', changed: '~' } as const

const text = (row: DiffRow): string => {
  const ids =
    row.change === 'changed' ? `${row.fromId ?? ''} -> ${row.toId ?? ''}` : (row.toId ?? row.fromId ?? '')
  const cells = row.cells
    .filter((cell) => cell.changed || row.change !== 'changed')
    .map(({ column, before, after }) => {
      if (row.change === 'changed') return `${column}: ${cellText(before)} -> ${cellText(after)}`
      return `${column}: ${cellText(row.change === 'added' ? after : before)}`
    })
  return plain(`${signs[row.change]} ${ids}  ${cells.join('; ')}`)
}

export const diff = async (session: Session, from: number, to: number, named: string | undefined): Verb => {
  const { signal, output } = session
  const data = await (await session.core()).data()
  const table = await theTable(data, named, signal)
  const read = (offset: number) => data['versions.diff']({ table, from, to, offset, limit: window }, signal)

  let page = await read(0)
  const { added, removed, changed, unchanged } = page
  output.result(
    { type: 'diff', table, from, to, added, removed, changed, unchanged },
    `${table}, version ${from} to ${to}: ${added} added, ${removed} removed, ${changed} changed, ${unchanged} unchanged.`,
  )
  const all = added + removed + changed
  let shown = 0
  while (page.rows.length > 0) {
    for (const row of page.rows) output.result({ type: 'change', ...row }, text(row))
    shown += page.rows.length
    if (shown >= all || session.io.unread.aborted) break
    page = await read(shown)
  }
  return undefined
}
