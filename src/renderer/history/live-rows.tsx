import { useMemo } from 'react'
import { Eraser } from 'lucide-react'
import type { Cell, Column, Row, Table } from '../../shared/domain/annotation'
import { Empty } from '../components/notice'
import { RowGrid } from '../rows/row-grid'
import { onceEach } from './once-each'
import type { History } from './picture'
import { none } from './rows'
import { sinceThen } from './story'
import { historyTexts } from './texts'
import { useWholeRows } from './use-whole-rows'

const texts = historyTexts.world

interface LiveRowsProps {
  readonly table: Table
  readonly history: History
  readonly world: Int32Array
  /** The cursor stands at now: nothing can have happened since. */
  readonly isNow: boolean
  readonly onOpen: (id: string) => void
  readonly opened: string | null
}

const own: Pick<Column, 'editable' | 'required'> = { editable: false, required: false }
export const sinceColumn: Column = { name: historyTexts.since.column, kind: 'text', ...own }

/** What nothing became of is paler; what is gone is said in the colour of what is gone. */
export const sinceLook = (cell: Cell, column: Column): 'mute' | 'gone' | undefined => {
  if (column.name !== sinceColumn.name) return undefined
  if (cell === historyTexts.since.same) return 'mute'
  return cell === historyTexts.since.deleted ? 'gone' : undefined
}

/** The row's id and value first, and last what became of it. */
const columnsOf = (table: Table, value: string | null, isNow: boolean): readonly Column[] => {
  const written = table.columns.filter(({ editable }) => editable)
  const first = written.filter(({ name }) => name === value)
  const rest = written.filter(({ name }) => name !== value)
  return [{ name: 'id', kind: 'id', ...own }, ...first, ...rest, ...(isNow ? [] : [sinceColumn])]
}

/** Rows reconstructed from created and deleted. Ids and values stand there at once; the other cells come as they are read. */
export const LiveRows = ({ table, history, world, isNow, onOpen, opened }: LiveRowsProps) => {
  const { rows, column: value } = history
  const whole = useWholeRows(table.name, rows, world)
  const columns = useMemo(() => columnsOf(table, value, isNow), [table, value, isNow])
  const rowOf = useMemo(() => {
    const places = columns.map(({ name }) => whole.columns.findIndex((column) => column.name === name))
    return onceEach((place: number): Row => {
      const id = rows.ids[place] ?? ''
      const cells = whole.rows.get(id)
      return columns.map(({ name }, index) => {
        if (name === 'id') return id
        if (name === sinceColumn.name) return sinceThen(history, place)
        return cells?.[places[index] ?? none] ?? (name === value ? (rows.values[place] ?? null) : null)
      })
    })
  }, [columns, whole, rows, history, value])
  return (
    <RowGrid
      label={texts.label}
      columns={columns}
      total={world.length}
      rowAt={(index) => {
        const place = world[index]
        return place === undefined ? undefined : rowOf(place)
      }}
      onRange={whole.setRange}
      onOpen={onOpen}
      opened={opened}
      lookOf={sinceLook}
      empty={
        <Empty icon={Eraser} title={isNow ? texts.nothingNow : texts.nothing}>
          {isNow ? texts.nothingNowAbout : texts.nothingAbout}
        </Empty>
      }
    />
  )
}
