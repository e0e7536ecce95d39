import { Pencil, Trash2, X } from 'lucide-react'
import type { Lineage, Table } from '../../shared/domain/annotation'
import { Button, IconButton } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useAnswer } from '../core/use-call'
import { cellHint, isMono } from '../rows/cell-text'
import { CellValue } from '../rows/cell-value'
import { shownColumns } from '../rows/shown-columns'
import { readCode } from '../code/annotation-code'
import { LineageList } from './lineage-list'
import { lineageEntries, rowIn, type LineageEntry } from './lineage-rows'
import { annotationTexts } from './texts'
import './row-details.css'

const texts = annotationTexts.details

interface RowDetailsProps {
  readonly table: Table
  readonly id: string
  readonly onOpen: (id: string) => void
  readonly onEdit: (lineage: Lineage) => void
  readonly onDelete: () => void
  readonly onClose: () => void
}

const standing = (entries: readonly LineageEntry[], lineage: Lineage, id: string): string => {
  if (id !== lineage.head) return texts.superseded(lineage.head)
  return lineage.ended ? texts.ended : entries.length > 1 ? texts.head : texts.now
}

const Fields = ({
  table,
  lineage,
  id,
}: {
  readonly table: Table
  readonly lineage: Lineage
  readonly id: string
}) => {
  const { columns } = shownColumns(lineage.columns, 'all')
  const row = rowIn(lineage, id, columns)
  return (
    <dl className="details-fields">
      {columns.map((column, index) => {
        const cell = row?.[index] ?? null
        return (
          <div key={`${table.name} ${column.name}`}>
            <dt className="mono">{column.name}</dt>
            <dd className={isMono(column.kind) ? 'mono' : 'tabular'} title={cellHint(cell, column)}>
              {cell === null ? <span className="mute">–</span> : <CellValue cell={cell} column={column} />}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** One row with the whole lineage it belongs to. */
export const RowDetails = (props: RowDetailsProps) => {
  const { table, id } = props
  const history = useAnswer('annotations.history', { table: table.name, id })
  const lineage = history.data
  const entries = lineage === undefined ? [] : lineageEntries(lineage)
  return (
    <aside className="panel details" aria-label={texts.title(id)}>
      <header className="details-head">
        <div>
          <h2>{texts.title(id)}</h2>
          {lineage !== undefined && <p className="mute">{standing(entries, lineage, id)}</p>}
        </div>
        <IconButton label={annotationTexts.close} icon={X} onClick={props.onClose} />
      </header>
      <ReadFailure error={history.error?.info ?? null} onRetry={() => void history.refetch()} />
      {history.isPending && <Skeleton lines={6} label={texts.reading} />}
      {lineage !== undefined && (
        <div className="details-body">
          {table.standing === undefined && (
            <div className="toolbar">
              {/* A lineage that is being read again may have a newer head than the one shown. */}
              <Button icon={Pencil} disabled={history.isFetching} onClick={() => props.onEdit(lineage)}>
                {id === lineage.head && lineage.ended ? annotationTexts.revive : annotationTexts.edit}
              </Button>
              <Button
                look="danger"
                icon={Trash2}
                disabled={id !== lineage.head || lineage.ended}
                onClick={props.onDelete}
              >
                {annotationTexts.remove}
              </Button>
            </div>
          )}
          <section>
            <h3>{texts.lineage}</h3>
            <LineageList entries={entries} current={id} onOpen={props.onOpen} />
          </section>
          <section>
            <h3>{texts.fields}</h3>
            <Fields table={table} lineage={lineage} id={id} />
          </section>
          <CodeLine
            wraps
            code={readCode(
              table.name,
              entries.map((entry) => entry.id),
            )}
            does={texts.readCode}
          />
        </div>
      )}
    </aside>
  )
}
