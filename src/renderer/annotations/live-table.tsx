import { FileUp, Plus, Save, SearchX, Table2 } from 'lucide-react'
import { use, useMemo, useState } from 'react'
import type { Row, Table } from '../../shared/domain/annotation'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Empty, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { rowId, waitsForVersion } from '../rows/cell-text'
import { ForAudience } from '../rows/for-audience'
import type { Sort } from '../rows/grid-head'
import { RowGrid } from '../rows/row-grid'
import { shownColumns } from '../rows/shown-columns'
import { usePages } from '../rows/use-pages'
import { readCode } from '../code/annotation-code'
import { rowsCode } from '../code/rows-code'
import { useNotFrozen } from '../rows/use-not-frozen'
import { SaveCsvDialog } from './csv/save-csv-dialog'
import { CsvInCode } from './csv-in-code'
import type { Filter } from './filter-choices'
import { annotationTexts as texts } from './texts'
import { useFlash } from './use-flash'

interface LiveTableProps {
  readonly table: Table
  readonly rows: 'live' | 'all'
  readonly filters: readonly Filter[]
  readonly opened: string | null
  readonly onOpen: (id: string) => void
  readonly onDelete: (id: string) => void
  readonly onAdd: () => void
  readonly onAddCsv: () => void
  readonly onClearFilters: () => void
}

const NoRows = ({ table, rows, filters, onAdd, onClearFilters }: LiveTableProps) => {
  if (filters.length > 0)
    return (
      <Empty
        icon={SearchX}
        title={texts.noMatch}
        action={<Button onClick={onClearFilters}>{texts.clearFilter}</Button>}
      >
        {texts.noMatchAbout}
      </Empty>
    )
  return (
    <Empty
      icon={Table2}
      title={texts.noRows}
      action={
        table.standing === undefined && (
          <Button icon={Plus} onClick={onAdd}>
            {texts.add}
          </Button>
        )
      }
    >
      {rows === 'live' && table.allRows > 0
        ? texts.noLive
        : table.standing === undefined && texts.noRowsAbout}
    </Empty>
  )
}

interface Asked {
  /** Rows in sight wait for their look-up. */
  readonly waits: boolean
  /** The newest version does not hold the table. */
  readonly notFrozen: boolean
}

/** Why the code beside live rows does not answer with all of them; null where it does. */
const noteBeside = ({ liveRows, standing }: Table, { waits, notFrozen }: Asked): string | null => {
  if (!notFrozen) return waits ? texts.code.waits : null
  if (!waits && standing !== undefined) return null
  return liveRows === 0 ? texts.code.notFrozenEmpty : texts.code.notFrozen
}

/** The rows of one table as the fleet has them now: pushed changes are read again where the reader looks, and flash. */
export const LiveTable = (props: LiveTableProps) => {
  const { table, rows, filters } = props
  const [saving, setSaving] = useState(false)
  const [sort, setSort] = useState<Sort | null>(null)
  const question = { table: table.name, rows, sort, filters: [...filters] }
  const pages = usePages('annotations.page', question)
  const flashes = useFlash(JSON.stringify(question), pages.columns, pages.loaded)
  const { columns, rowAt } = pages
  const audience = use(ForAudience) && rows === 'live'
  const shown = useMemo(
    () => shownColumns(columns ?? [], audience ? 'audience' : rows),
    [columns, rows, audience],
  )
  const shownRow = (index: number): Row | undefined => {
    const row = rowAt(index)
    return row === undefined ? undefined : shown.pick(row)
  }
  const waits =
    rows === 'live' &&
    pages.loaded.some((page) => page.rows.some((row) => waitsForVersion(columns ?? [], row)))
  const notFrozen = useNotFrozen(table.name)
  const byQuery = rows === 'live' && !notFrozen
  const note = rows === 'live' ? noteBeside(table, { waits, notFrozen }) : null
  // caveclient reads superseded and deleted rows by their ids alone.
  const someIds = (pages.loaded[0]?.rows ?? [])
    .slice(0, 20)
    .map((row, index) => rowId(columns ?? [], row, index))
  return (
    <>
      <section className="panel annotations-grid" aria-label={texts.title} aria-busy={pages.reading}>
        <ReadFailure error={pages.error} onRetry={pages.readAgain} />
        {columns === null ? (
          pages.error === null && <Skeleton lines={8} label={texts.reading} />
        ) : (
          <RowGrid
            label={`${texts.title}: ${table.name}`}
            columns={shown.columns}
            total={pages.total}
            rowAt={shownRow}
            onRange={pages.setRange}
            sort={sort}
            onSort={setSort}
            opened={props.opened}
            onOpen={props.onOpen}
            onDelete={props.onDelete}
            flashOf={(id) => flashes.get(id)}
            empty={pages.reading ? null : <NoRows {...props} />}
          />
        )}
      </section>
      <div className="annotations-foot">
        <span className="mute tabular" role="status">
          {texts.matching(pages.total)}
        </span>
        <Button small look="quiet" icon={Save} disabled={pages.total === 0} onClick={() => setSaving(true)}>
          {texts.saveCsv.open}
        </Button>
        {table.standing === undefined && (
          <Button small look="quiet" icon={FileUp} onClick={props.onAddCsv}>
            {texts.addCsv.open}
          </Button>
        )}
        {byQuery && <CsvInCode columns={table.columns} query={question} />}
        {byQuery ? (
          <CodeLine code={rowsCode(table.columns, question)} does={texts.code.read} />
        ) : (
          someIds.length > 0 && <CodeLine code={readCode(table.name, someIds)} does={texts.code.read} />
        )}
      </div>
      {saving && <SaveCsvDialog question={question} total={pages.total} onClose={() => setSaving(false)} />}
      {note !== null && (
        <p className="annotations-note mute" role="status">
          {note}
        </p>
      )}
    </>
  )
}
