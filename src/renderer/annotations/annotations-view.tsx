import { lazy, Suspense, useRef, useState, type Ref } from 'react'
import { inUse, type Lineage, type Table } from '../../shared/domain/annotation'
import { View } from '../components/panel'
import { isUsable, useFleet } from '../core/fleet-status'
import { loadOrReload } from '../core/load'
import { useAnswer } from '../core/use-call'
import { useEscape } from '../components/use-escape'
import { FromFleet } from '../fleet/from-fleet'
import { useAsked } from '../views/asked'
import { NoTables } from '../fleet/no-tables'
import { go } from '../views/route'
import { AddDialog } from './add-dialog'
import { DeleteTableDialog } from './delete-table-dialog'
import { DeleteDialog } from './delete-dialog'
import { EditDialog } from './edit-dialog'
import type { Filter } from './filter-choices'
import { LiveTable } from './live-table'
import { NewTableDialog } from './new-table-dialog'
import { RowDetails } from './row-details'
import { GoneTable, MarkedNotice } from './standing-notice'
import { TableTools } from './table-tools'
import { toast } from '../components/toast'
import { annotationTexts as texts } from './texts'
import { useLastTable } from './last-table'
import './annotations-view.css'

/** With what reads CSV: nobody else waits for it. */
const AddCsvDialog = lazy(async () => {
  const { AddCsvDialog: Loaded } = await loadOrReload(() => import('./csv/add-csv-dialog'))
  return { default: Loaded }
})

type Asking =
  | { readonly verb: 'add' | 'csv' | 'table' }
  | { readonly verb: 'edit'; readonly lineage: Lineage }
  | { readonly verb: 'delete' }

interface TableViewProps {
  readonly table: Table
  readonly tables: readonly Table[]
  /** The row in the address: its details are opened. */
  readonly row: string | null
  readonly chooser: Ref<HTMLButtonElement>
  readonly onDelete: (table: Table) => void
}

/** One table with its tools; keyed by its name, so that another table starts afresh. */
const TableView = ({ table, tables, row, chooser, onDelete }: TableViewProps) => {
  const [rows, setRows] = useState<'live' | 'all'>('live')
  const [filters, setFilters] = useState<readonly Filter[]>([])
  const [opened, setOpened] = useState<string | null>(row)
  const [addressed, setAddressed] = useState(row)
  const [cleared, setCleared] = useState(0)
  const [asking, setAsking] = useState<Asking | null>(null)
  const isWritable = table.standing === undefined
  const askToWrite = (verb: 'add' | 'csv') => (): void => {
    if (isWritable) setAsking({ verb })
    else toast({ tone: 'bad', title: texts.standing.takesNoRows(table.name) })
  }
  useAsked('add', askToWrite('add'))
  useAsked('table', () => setAsking({ verb: 'table' }))
  useAsked('csv', askToWrite('csv'))
  if (row !== addressed) {
    setAddressed(row)
    if (row !== null) setOpened(row)
  }
  const close = (): void => {
    setOpened(null)
    // So that the same address can be asked for again.
    if (row !== null) go('annotations', table.name)
  }
  const done = (): void => setAsking(null)
  useEscape(opened !== null && asking === null, close)
  const remove = (id: string): void => {
    if (!isWritable) return
    setOpened(id)
    setAsking({ verb: 'delete' })
  }
  return (
    <>
      <TableTools
        table={table}
        tables={tables}
        chooser={chooser}
        rows={rows}
        cleared={cleared}
        onRows={setRows}
        onFilters={setFilters}
        onAdd={() => setAsking({ verb: 'add' })}
        onNewTable={() => setAsking({ verb: 'table' })}
        onDeleteTable={() => onDelete(table)}
      />
      {table.standing === 'marked' && <MarkedNotice table={table} />}
      <div className="annotations-body">
        <div className="annotations-main">
          {table.standing === 'gone' ? (
            <GoneTable />
          ) : (
            <LiveTable
              table={table}
              rows={rows}
              filters={filters}
              opened={opened}
              onOpen={setOpened}
              onDelete={remove}
              onAdd={() => setAsking({ verb: 'add' })}
              onAddCsv={() => setAsking({ verb: 'csv' })}
              onClearFilters={() => {
                setFilters([])
                setCleared(cleared + 1)
              }}
            />
          )}
        </div>
        {opened !== null && (
          <RowDetails
            table={table}
            id={opened}
            onOpen={setOpened}
            onEdit={(lineage) => setAsking({ verb: 'edit', lineage })}
            onDelete={() => setAsking({ verb: 'delete' })}
            onClose={close}
          />
        )}
      </div>
      {asking?.verb === 'table' && <NewTableDialog onClose={done} />}
      {asking?.verb === 'add' && <AddDialog table={table} onClose={done} />}
      {asking?.verb === 'csv' && (
        <Suspense fallback={null}>
          <AddCsvDialog table={table} onClose={done} />
        </Suspense>
      )}
      {asking?.verb === 'edit' && opened !== null && (
        <EditDialog
          table={table}
          id={opened}
          lineage={asking.lineage}
          onEdited={(id) => {
            setOpened(id)
            done()
          }}
          onClose={done}
        />
      )}
      {asking?.verb === 'delete' && opened !== null && (
        <DeleteDialog table={table.name} id={opened} onClose={done} />
      )}
    </>
  )
}

/** `my_cave_table/12`: a table, and a row of it. */
const tableAndRow = /^(?<name>[^/]*)(?:\/(?<row>\d+))?$/

const Content = ({ subject }: { readonly subject: string }) => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const answer = useAnswer('tables.list', undefined, { enabled: usable })
  const chooser = useRef<HTMLButtonElement>(null)
  /** Asked about here: the view of a table goes with it, before its deletion is over. */
  const [leaving, setLeaving] = useState<Table | null>(null)
  const listed = answer.data?.find(({ name }) => name === leaving?.name)
  const { name = '', row } = tableAndRow.exec(subject)?.groups ?? {}
  const wanted = useLastTable(name)
  return (
    <>
      <FromFleet label={texts.title} answer={answer} down={texts.downAbout} reading={texts.reading}>
        {(tables) => {
          const table = tables.find(({ name }) => name === wanted) ?? inUse(tables)[0] ?? tables[0]
          return table === undefined ? (
            <NoTables label={texts.title} title={texts.noTables}>
              {texts.noTablesAbout}
            </NoTables>
          ) : (
            <TableView
              key={table.name}
              table={table}
              tables={tables}
              row={row ?? null}
              chooser={chooser}
              onDelete={setLeaving}
            />
          )
        }}
      </FromFleet>
      {leaving !== null && (
        <DeleteTableDialog
          table={listed ?? leaving}
          isListed={listed !== undefined}
          next={() => chooser.current}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}

export const AnnotationsView = ({ subject }: { readonly subject: string }) => (
  <View title={texts.title} about={texts.about} fills>
    <Content subject={subject} />
  </View>
)
