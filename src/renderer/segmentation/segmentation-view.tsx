import { useMemo, useState } from 'react'
import type { Table } from '../../shared/domain/annotation'
import type { Landings, Slice } from '../../shared/domain/segmentation'
import { count } from '../components/format'
import { View } from '../components/panel'
import { Select } from '../components/select'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useTables } from '../core/use-tables'
import { FromFleet, type Reading } from '../fleet/from-fleet'
import { go } from '../views/route'
import { NodePanel } from './node-panel'
import { PicturePanel } from './picture-panel'
import { inChunk, isInChunk, supervoxelAt, supervoxelsOf, type Voxel } from './places'
import { rootsOf } from './root-told'
import { segmentationTexts as texts } from './texts'
import { TimePanel } from './time-panel'
import { useBirths, useNode, useRebuilt, useRoots } from './use-graph'
import './segmentation-view.css'

const noPoints: Landings = { points: [], more: false }
const mostAsked = 100

/** Where the view begins: on the oldest point of the chunk, else in its middle. */
const firstPlace = ({ points }: Landings, first: Slice): Voxel => {
  const point = [...points].reverse().find(({ voxel }) => isInChunk(voxel, first))
  const middle = (axis: 0 | 1): number => (first.from[axis] + first.to[axis]) / 2
  return inChunk(point?.voxel ?? [middle(0), middle(1), first.from[2]], first)
}

interface FoundProps {
  readonly first: Slice
  readonly landings: Landings
  readonly table: string | null
  /** The id in the address; empty: that of the place. */
  readonly asked: string
}

const Found = ({ first, landings, table, asked }: FoundProps) => {
  useRebuilt()
  const [place, setPlace] = useState(() => firstPlace(landings, first))
  const [at, setAt] = useState<number | null>(null)
  const answer = useAnswer(
    'segmentation.slice',
    { z: place[2] },
    { placeholderData: (before: Slice | undefined) => before ?? first },
  )
  const slice = answer.data ?? first
  const supervoxels = useMemo(() => {
    const landed = landings.points.map(({ supervoxel }) => supervoxel)
    return [...new Set([...supervoxelsOf(slice), ...landed])]
      .filter((id) => id !== '0')
      .sort()
      .slice(0, mostAsked)
  }, [slice, landings])
  const roots = useRoots(supervoxels, at)
  const id = asked === '' ? supervoxelAt(slice, place) : asked
  const node = useNode(id).data
  const births = useBirths(node?.root)
  const picked = useMemo(() => new Set([id, ...(node?.id === id ? node.supervoxels : [])]), [id, node])
  const look = (wanted: string): void => go('segmentation', wanted)
  return (
    <>
      <TimePanel at={at} births={births} onChange={setAt} />
      <div className="segmentation">
        <PicturePanel
          slice={slice}
          landings={landings}
          roots={rootsOf(roots.error === null ? roots.data : undefined)}
          picked={picked}
          at={at}
          place={place}
          onLook={look}
          onPlace={(next) => {
            setPlace(next)
            if (asked !== '') go('segmentation')
          }}
        />
        <NodePanel
          id={id}
          at={at}
          table={table}
          points={landings.points}
          onLook={look}
          onBack={asked === '' ? null : () => go('segmentation')}
        />
      </div>
    </>
  )
}

const Tables = ({
  tables,
  table,
  onChoose,
}: {
  readonly tables: readonly Table[]
  readonly table: Table
  readonly onChoose: (name: string) => void
}) => (
  <Select
    mono
    label={texts.table}
    value={table.name}
    choices={tables.map(({ name, liveRows }) => ({ value: name, label: name, hint: count(liveRows) }))}
    onChange={onChoose}
  />
)

/** What an address can name; anything else is no id, and the picture stands by itself. */
const idIn = (subject: string): string => (/^\d{1,20}$/.test(subject) ? subject : '')

interface Read {
  readonly tables: readonly Table[]
  readonly first: Slice
  readonly landings: Landings
}

/** The three that the view is made of, as one: it is drawn once all are there. */
const useRead = (
  usable: boolean,
  chosen: string | null,
): { readonly answer: Reading<Read>; readonly table: Table | undefined } => {
  const tables = useTables(usable)
  const first = useAnswer('segmentation.slice', { z: null }, { enabled: usable })
  const table = tables.data?.find(({ name }) => name === chosen) ?? tables.data?.[0]
  const points = useAnswer(
    'segmentation.landings',
    { table: table?.name ?? '' },
    { enabled: usable && table !== undefined },
  )
  const landings = table === undefined ? noPoints : points.data
  const isThere = tables.data !== undefined && first.data !== undefined && landings !== undefined
  const all = [tables, first, points]
  return {
    table,
    answer: {
      data: isThere ? { tables: tables.data, first: first.data, landings } : undefined,
      error: all.find(({ error }) => error !== null)?.error ?? null,
      refetch: () => Promise.all(all.filter(({ error }) => error !== null).map((each) => each.refetch())),
    },
  }
}

export const SegmentationView = ({ subject }: { readonly subject: string }) => {
  const usable = useFleet((fleet) => isUsable(fleet.status))
  const [chosen, choose] = useState<string | null>(null)
  const { answer, table } = useRead(usable, chosen)
  return (
    <View
      title={texts.title}
      about={texts.about}
      fills
      actions={
        usable &&
        answer.data !== undefined &&
        table !== undefined && <Tables tables={answer.data.tables} table={table} onChoose={choose} />
      }
    >
      <FromFleet label={texts.title} down={texts.downAbout} reading={texts.reading} answer={answer}>
        {({ first, landings }) => (
          <Found
            key={table?.name}
            first={first}
            landings={landings}
            table={table?.name ?? null}
            asked={idIn(subject)}
          />
        )}
      </FromFleet>
    </View>
  )
}
