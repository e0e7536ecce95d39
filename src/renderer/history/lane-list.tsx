import { useMemo } from 'react'
import { useStore } from 'zustand'
import { SearchX } from 'lucide-react'
import type { Column, Row } from '../../shared/domain/annotation'
import { Empty } from '../components/notice'
import { RowGrid } from '../rows/row-grid'
import { rowsIn } from './lanes'
import { isoOf } from './micros'
import type { MapStore } from './map-state'
import { onceEach } from './once-each'
import type { Picture } from './picture'
import { never } from './rows'
import { lineageTold, storiesOf, versionsTold } from './story'
import { historyTexts as texts } from './texts'

interface LaneListProps {
  readonly store: MapStore
  readonly picture: Picture
  readonly column: string
}

const own: Pick<Column, 'editable' | 'required'> = { editable: false, required: false }

const nothing = (): void => undefined

/** The map in words: every row of every lineage shown, lane by lane, each with how it came and what became of it. */
export const LaneList = ({ store, picture, column }: LaneListProps) => {
  const picked = useStore(store, (state) => state.picked)
  const { rows, lanes, shown, cuts } = picture
  const places = useMemo(
    () => Array.from(shown).flatMap((lane) => Array.from(rowsIn(lanes, lane))),
    [shown, lanes],
  )
  const columns = useMemo<readonly Column[]>(
    () => [
      { name: 'id', kind: 'id', ...own },
      { name: column, kind: 'text', ...own },
      { name: texts.list.story, kind: 'text', ...own },
      { name: 'created', kind: 'time', ...own },
      { name: texts.list.until, kind: 'time', ...own },
      { name: texts.list.versions, kind: 'point', ...own },
      { name: texts.list.lineage, kind: 'list', ...own },
    ],
    [column],
  )
  const rowOf = useMemo(() => {
    const story = storiesOf(rows)
    return onceEach((place: number): Row => {
      const deleted = rows.deleted[place] ?? never
      const versions = versionsTold(rows, cuts, place)
      return [
        rows.ids[place] ?? '',
        rows.values[place] ?? null,
        story(place),
        isoOf(rows.created[place] ?? 0),
        deleted === never ? null : isoOf(deleted),
        versions === '' ? null : versions,
        lineageTold(picture, place),
      ]
    })
  }, [picture, rows, cuts])
  return (
    <RowGrid
      label={texts.list.label}
      columns={columns}
      total={places.length}
      rowAt={(index) => {
        const place = places[index]
        return place === undefined ? undefined : rowOf(place)
      }}
      onRange={nothing}
      opened={picked}
      onOpen={(id) => {
        const at = rows.created[rows.places.get(id) ?? -1]
        store.setState({ picked: id, ...(at !== undefined && { cursor: at }) })
      }}
      empty={
        <Empty icon={SearchX} title={texts.noMatch}>
          {texts.noMatchAbout}
        </Empty>
      }
    />
  )
}
