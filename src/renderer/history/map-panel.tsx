import { SearchX } from 'lucide-react'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../components/button'
import { Empty } from '../components/notice'
import { useEscape } from '../components/use-escape'
import { lanesShown, noFilter } from './filter'
import { axisHeight, footHeight } from './frame'
import { HistoryMap } from './history-map'
import { LaneList } from './lane-list'
import { rescaled, roomAtFirst, type MapStore } from './map-state'
import { FilterTools, ViewTools, type Shape } from './map-tools'
import { pictureOf, timelineOf, type Cut, type History } from './picture'
import { isCrowded, type Scale } from './scale'
import { historyTexts as texts } from './texts'

interface MapPanelProps {
  readonly store: MapStore
  readonly history: History
  readonly cuts: readonly Cut[]
}

/** The map with its tools, or the same in words. */
export const MapPanel = ({ store, history, cuts }: MapPanelProps) => {
  const keys = useId()
  const [filter, setFilter] = useState(noFilter)
  const [shape, setShape] = useState<Shape>('map')
  const stops = useMemo(() => timelineOf(history, cuts), [history, cuts])
  const [kind, setKind] = useState<Scale['kind']>(() => (isCrowded(stops) ? 'events' : 'clock'))
  const { rows, lanes } = history
  const shown = useMemo(() => lanesShown(rows, lanes, filter), [rows, lanes, filter])
  const picture = useMemo(
    () => pictureOf({ rows, lanes }, cuts, stops, kind, shown),
    [rows, lanes, cuts, stops, kind, shown],
  )
  const drawn = useRef(picture.scale)
  useLayoutEffect(() => {
    const { span } = store.getState()
    store.setState({ span: rescaled(span, drawn.current, picture.scale) })
    drawn.current = picture.scale
  }, [store, picture])
  const [laneAtFirst] = useState(() => store.getState().laneHeight)
  useEscape(true, () => store.setState({ picked: null, hovered: null }))
  const column = history.column ?? 'id'
  const lanesHigh = Math.min(roomAtFirst, Math.max(2, shown.length) * laneAtFirst)
  return (
    <section
      className="panel history-panel"
      aria-label={texts.map}
      style={{ '--map-height': `${lanesHigh + axisHeight + footHeight}px` }}
    >
      <header className="panel-head history-head">
        <FilterTools filter={filter} onChange={setFilter} />
        <span className="panel-note" role="status">
          {shown.length === lanes.count
            ? texts.inAll(lanes.count, rows.count)
            : texts.shownOf(shown.length, lanes.count)}
        </span>
        <ViewTools store={store} scale={picture.scale} shape={shape} onShape={setShape} onScale={setKind} />
      </header>
      {!history.complete && <p className="history-note">{texts.incomplete(rows.count)}</p>}
      <p id={keys} className="visually-hidden">
        {texts.keys}
      </p>
      {shown.length === 0 ? (
        <Empty
          icon={SearchX}
          title={texts.noMatch}
          action={<Button onClick={() => setFilter(noFilter)}>{texts.clearFilter}</Button>}
        >
          {texts.noMatchAbout}
        </Empty>
      ) : shape === 'list' ? (
        <LaneList store={store} picture={picture} column={column} />
      ) : (
        <HistoryMap store={store} picture={picture} describedBy={keys} />
      )}
    </section>
  )
}
