import { Plus, Table2, Trash2 } from 'lucide-react'
import type { Ref } from 'react'
import type { Table } from '../../shared/domain/annotation'
import { demoTable } from '../../shared/domain/demo-table'
import { Button, IconButton } from '../components/button'
import { count } from '../components/format'
import { Segmented } from '../components/segmented'
import { Select } from '../components/select'
import { go } from '../views/route'
import { FilterBar } from './filter-bar'
import type { Filter } from './filter-choices'
import { annotationTexts as texts } from './texts'

const hintOf = ({ liveRows, standing }: Table): string =>
  standing === undefined ? count(liveRows) : texts.standing.short[standing]

interface TableToolsProps {
  readonly table: Table
  readonly tables: readonly Table[]
  readonly chooser: Ref<HTMLButtonElement>
  readonly rows: 'live' | 'all'
  /** How often the filters were cleared from elsewhere: the bar then begins anew. */
  readonly cleared: number
  readonly onRows: (rows: 'live' | 'all') => void
  readonly onFilters: (filters: readonly Filter[]) => void
  readonly onAdd: () => void
  readonly onNewTable: () => void
  readonly onDeleteTable: () => void
}

/** Which table, and what can be done with it: of one that is marked or gone only what still can be. */
export const TableTools = ({ chooser, ...props }: TableToolsProps) => {
  const { table, tables } = props
  return (
    <div className="toolbar">
      <Select
        mono
        ref={chooser}
        label={texts.table}
        value={table.name}
        choices={tables.map((each) => ({ value: each.name, label: each.name, hint: hintOf(each) }))}
        onChange={(name) => go('annotations', name)}
      />
      {table.standing !== undefined && (
        <span className="table-standing">{texts.standing.short[table.standing]}</span>
      )}
      {table.standing !== 'gone' && (
        <>
          <Segmented
            label={texts.rows}
            value={props.rows}
            choices={[
              { value: 'live', label: texts.live, hint: texts.liveHint },
              { value: 'all', label: texts.all, hint: texts.allHint },
            ]}
            onChange={props.onRows}
          />
          <FilterBar key={props.cleared} columns={table.columns} onChange={props.onFilters} />
        </>
      )}
      {table.standing === undefined && (
        <Button icon={Plus} onClick={props.onAdd}>
          {texts.add}
        </Button>
      )}
      <Button look="quiet" icon={Table2} onClick={props.onNewTable}>
        {texts.newTable.open}
      </Button>
      {/* Lessons and first steps speak of the demo's: it is reset, not deleted. */}
      {table.name !== demoTable.name && (
        <div className="table-removal">
          {table.standing === undefined ? (
            <IconButton label={texts.tableRemoval.open} icon={Trash2} onClick={props.onDeleteTable} />
          ) : (
            // What its notice speaks of.
            <Button icon={Trash2} onClick={props.onDeleteTable}>
              {texts.tableRemoval.open}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
