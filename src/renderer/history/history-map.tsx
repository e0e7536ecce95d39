import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { axisHeight, footHeight, laneTop, lanesHeight } from './frame'
import { pressed } from './keys'
import { frameOf, type MapState, type MapStore } from './map-state'
import { MapCursor } from './map-cursor'
import { MapOutline } from './map-outline'
import type { Picture } from './picture'
import { RowCard } from './row-card'
import { none } from './rows'
import { lastAtOrBefore } from './scale'
import { cursorTold } from './told'
import { useDrawing } from './use-drawing'
import { useGestures } from './use-gestures'
import { historyTexts as texts } from './texts'
import './history-map.css'

interface HistoryMapProps {
  readonly store: MapStore
  readonly picture: Picture
  /** Id of the words that tell how the map is used. */
  readonly describedBy: string
}

/** How far to scroll so that the picked row's lane is in view; null: it is. */
const scrollFor = (state: MapState, picture: Picture): number | null => {
  const index = picture.indexOf(picture.lanes.of[picture.rows.places.get(state.picked ?? '') ?? none] ?? none)
  if (index === none) return null
  const frame = frameOf(state)
  const top = laneTop(frame, index) - axisHeight
  if (top < 0) return state.top + top
  const below = top + state.laneHeight - lanesHeight(frame)
  return below > 0 ? state.top + below : null
}

/** The picture itself, with the time cursor on it. To assistive technology it is that cursor: a slider over the events. */
export const HistoryMap = ({ store, picture, describedBy }: HistoryMapProps) => {
  const place = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const laneHeight = useStore(store, (state) => state.laneHeight)
  const cursor = useStore(store, (state) => state.cursor)

  useLayoutEffect(() => {
    const [box, lanes] = [place.current, scroller.current]
    if (box === null || lanes === null) return undefined
    const measure = (): void =>
      // Without the scroll bar, where there is one.
      store.setState({ width: lanes.clientWidth, height: box.clientHeight, top: lanes.scrollTop })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(lanes)
    observer.observe(box)
    return () => observer.disconnect()
  }, [store])
  useDrawing(canvas, store, picture)
  const gestures = useGestures(place, scroller, store, picture)

  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.picked === before.picked || state.picked === null) return
        const top = scrollFor(state, picture)
        if (top !== null) scroller.current?.scrollTo({ top })
      }),
    [store, picture],
  )

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const change = pressed(event, store.getState(), picture)
    if (change === null) return
    event.preventDefault()
    store.setState(change)
  }

  const { stops, now } = picture
  return (
    <div
      ref={place}
      className="history-map"
      onPointerDown={gestures.down}
      onPointerMove={gestures.move}
      onPointerUp={gestures.up}
      onPointerCancel={gestures.up}
      onPointerLeave={gestures.leave}
    >
      <canvas ref={canvas} className="history-canvas" aria-hidden />
      <div
        ref={scroller}
        className="history-scroll"
        style={{ top: axisHeight, bottom: footHeight }}
        role="slider"
        tabIndex={0}
        aria-label={texts.cursor}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={stops.length - 1}
        aria-valuenow={Math.max(0, lastAtOrBefore(stops, cursor ?? now))}
        aria-valuetext={cursorTold(picture, cursor)}
        aria-describedby={describedBy}
        onKeyDown={press}
        onScroll={(event) => store.setState({ top: event.currentTarget.scrollTop })}
      >
        <div style={{ height: picture.shown.length * laneHeight }} />
      </div>
      <MapOutline store={store} picture={picture} />
      <MapCursor store={store} picture={picture} />
      <RowCard store={store} picture={picture} />
    </div>
  )
}
