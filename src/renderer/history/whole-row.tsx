import { useAnswer } from '../core/use-call'
import { cellText, isMono } from '../rows/cell-text'
import { longestValue } from '../../shared/domain/history'

/** What a person wrote of a row besides the value that its block shows; that one too where it is longer than a block's. */
export const WholeRow = ({
  table,
  id,
  shown,
}: {
  readonly table: string
  readonly id: string
  readonly shown: string | null
}) => {
  const { data } = useAnswer('annotations.rows', { table, ids: [id] })
  const [row] = data?.rows ?? []
  if (data === undefined || row === undefined) return null
  const told = data.columns.flatMap((column, place) => {
    const text = cellText(row[place] ?? null, column.kind)
    const known = column.name === shown && text.length <= longestValue
    return !column.editable || known || text === '' ? [] : [{ column, text }]
  })
  return (
    <dl>
      {told.map(({ column, text }) => (
        <div key={column.name}>
          <dt className="mono">{column.name}</dt>
          <dd className={isMono(column.kind) ? 'mono' : undefined}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
