import { Plus, Table2, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Lineage, Table } from '../../shared/domain/annotation'
import { demoTable } from '../../shared/domain/demo-table'
import { Button, IconButton } from '../components/button'
import { View } from '../components/panel'
import { Segmented } from '../components/segmented'
import { Select } from '../components/select'
import { count } from '../components/format'
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
import { FilterBar } from './filter-bar'
import type { Filter } from './filter-choices'
import { LiveTable } from './live-table'
import { NewTableDialog } from './new-table-dialog'
import { RowDetails } from './row-details'
import { annotationTexts as texts } from './texts'
import './annotations-view.css'

/** With what reads CSV: nobody else waits for it. */
const AddCsvDialog = lazy(async () => {
  const { AddCsvDialog: Loaded } = await loadOrReload(() => import('./csv/add-csv-dialog'))
  return { default: Loaded }
})

type Asking =
  | { readonly verb: 'add' | 'csv' | 'table' }
  | { readonly verb: 'edit'; readonly lineage: Lineage }
  | { readonly verb: 'delete' | 'delete-table' }

interface TableViewProps {
  readonly table: Table
  readonly tables: readonly Table[]
  /** The row in the address: its details are opened. */
  readonly row: string | null
}

/** One table with its tools; keyed by its name, so that another table starts afresh. */
const TableView = ({ table, tables, row }: TableViewProps) => {
  const [rows, setRows] = useState<'live' | 'all'>('live')
  const [filters, setFilters] = useState<readonly Filter[]>([])
  const [opened, setOpened] = useState<string | null>(row)
  const [addressed, setAddressed] = useState(row)
  /** How often the filters were cleared from elsewhere: the bar then begins anew. */
  const [cleared, setCleared] = useState(0)
  const [asking, setAsking] = useState<Asking | null>(null)
  useAsked('add', () => setAsking({ verb: 'add' }))
  useAsked('table', () => setAsking({ verb: 'table' }))
  useAsked('csv', () => setAsking({ verb: 'csv' }))
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
    setOpened(id)
    setAsking({ verb: 'delete' })
  }
  return (
    <>
      <div className="toolbar">
        <Select
          mono
          label={texts.table}
          value={table.name}
          choices={tables.map(({ name, liveRows }) => ({ value: name, label: name, hint: count(liveRows) }))}
          onChange={(name) => go('annotations', name)}
        />
        <Segmented
          label={texts.rows}
          value={rows}
          choices={[
            { value: 'live', label: texts.live, hint: texts.liveHint },
            { value: 'all', label: texts.all, hint: texts.allHint },
          ]}
          onChange={setRows}
        />
        <FilterBar key={cleared} columns={table.columns} onChange={setFilters} />
        <Button icon={Plus} onClick={() => setAsking({ verb: 'add' })}>
          {texts.add}
        </Button>
        <Button look="quiet" icon={Table2} onClick={() => setAsking({ verb: 'table' })}>
          {texts.newTable.open}
        </Button>
        {/* Lessons and first steps speak of the demo's: it is reset, not deleted. */}
        {table.name !== demoTable.name && (
          <IconButton
            label={texts.tableRemoval.open}
            icon={Trash2}
            onClick={() => setAsking({ verb: 'delete-table' })}
          />
        )}
      </div>
      <div className="annotations-body">
        <div className="annotations-main">
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
      {asking?.verb === 'delete-table' && <DeleteTableDialog table={table} onClose={done} />}
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
  const { name: wanted = '', row } = tableAndRow.exec(subject)?.groups ?? {}
  return (
    <FromFleet label={texts.title} answer={answer} down={texts.downAbout} reading={texts.reading}>
      {(tables) => {
        const table = tables.find(({ name }) => name === wanted) ?? tables[0]
        return table === undefined ? (
          <NoTables label={texts.title} title={texts.noTables}>
            {texts.noTablesAbout}
          </NoTables>
        ) : (
          <TableView key={table.name} table={table} tables={tables} row={row ?? null} />
        )
      }}
    </FromFleet>
  )
}

export const AnnotationsView = ({ subject }: { readonly subject: string }) => (
  <View title={texts.title} about={texts.about} fills>
    <Content subject={subject} />
  </View>
)
