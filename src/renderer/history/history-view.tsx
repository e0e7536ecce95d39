import { History as HistoryIcon } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Table } from '../../shared/domain/annotation'
import type { Version } from '../../shared/domain/version'
import { Button } from '../components/button'
import { Empty } from '../components/notice'
import { Panel, View } from '../components/panel'
import { Select } from '../components/select'
import { count } from '../components/format'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useTables } from '../core/use-tables'
import { FromFleet } from '../fleet/from-fleet'
import { NoTables } from '../fleet/no-tables'
import { go } from '../views/route'
import { MapPanel } from './map-panel'
import { createMapStore, fittingLane, roomyUntil } from './map-state'
import { cutsOf, type History } from './picture'
import { historyTexts as texts } from './texts'
import { useHistory } from './use-history'
import { WorldPanel } from './world-panel'
import './history-view.css'

interface FoundProps {
  readonly table: Table
  readonly history: History
  readonly versions: readonly Version[]
}

const Found = ({ table, history, versions }: FoundProps) => {
  const [store] = useState(() => createMapStore(fittingLane(history.lanes.count, roomyUntil)))
  const cuts = useMemo(() => cutsOf(versions, table.name), [versions, table.name])
  if (history.rows.count === 0)
    return (
      <Panel label={texts.map}>
        <Empty
          icon={HistoryIcon}
          title={texts.noRows}
          action={<Button onClick={() => go('annotations', table.name)}>{texts.toAnnotations}</Button>}
        >
          {texts.noRowsAbout}
        </Empty>
      </Panel>
    )
  return (
    <>
      <MapPanel store={store} history={history} cuts={cuts} />
      <WorldPanel store={store} table={table} history={history} versions={versions} cuts={cuts} />
    </>
  )
}

/** One table's history; keyed by its name, so that another table starts afresh. */
const TableHistory = ({ table, column }: { readonly table: Table; readonly column: string | null }) => {
  const history = useHistory(table.name, column)
  const versions = useAnswer('versions.list', undefined)
  const reading = { label: texts.map, down: texts.downAbout, reading: texts.reading }
  return (
    <FromFleet {...reading} answer={history}>
      {(found) => (
        <FromFleet {...reading} answer={versions}>
          {(listed) => <Found table={table} history={found} versions={listed} />}
        </FromFleet>
      )}
    </FromFleet>
  )
}

interface ChoicesProps {
  readonly table: Table
  readonly tables: readonly Table[]
  readonly column: string | null
  readonly onColumn: (column: string) => void
}

const written = ({ columns }: Table): readonly string[] =>
  columns.filter(({ editable }) => editable).map(({ name }) => name)

/** What the core chooses by itself: the first text that a person writes. */
const firstOf = ({ columns }: Table): string | null =>
  columns.find(({ editable, kind }) => editable && kind === 'text')?.name ??
  columns.find(({ editable }) => editable)?.name ??
  null

const Choices = ({ table, tables, column, onColumn }: ChoicesProps) => (
  <>
    <Select
      mono
      label={texts.table}
      value={table.name}
      choices={tables.map(({ name, allRows }) => ({ value: name, label: name, hint: count(allRows) }))}
      onChange={(name) => go('history', name)}
    />
    <Select
      mono
      label={texts.value}
      value={column ?? firstOf(table)}
      choices={written(table).map((name) => ({ value: name, label: name }))}
      onChange={onColumn}
    />
  </>
)

export const HistoryView = ({ subject }: { readonly subject: string }) => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const answer = useTables(usable)
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>({})
  const tables = answer.data ?? []
  const table = tables.find(({ name }) => name === subject) ?? tables[0]
  const column = table === undefined ? null : (columns[table.name] ?? null)
  return (
    <View
      title={texts.title}
      about={texts.about}
      fills
      actions={
        usable &&
        table !== undefined && (
          <Choices
            table={table}
            tables={tables}
            column={column}
            onColumn={(name) => setColumns({ ...columns, [table.name]: name })}
          />
        )
      }
    >
      <FromFleet label={texts.map} answer={answer} down={texts.downAbout} reading={texts.reading}>
        {() =>
          table === undefined ? (
            <NoTables label={texts.map} title={texts.noTables}>
              {texts.noTablesAbout}
            </NoTables>
          ) : (
            <TableHistory key={table.name} table={table} column={column} />
          )
        }
      </FromFleet>
    </View>
  )
}
