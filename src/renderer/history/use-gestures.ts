import { useEffect, useEffectEvent, useRef, type PointerEvent, type RefObject } from 'react'
import { axisHeight, plotBottom, rowUnder, laneIndexAt, unitOf, xOf } from './frame'
import { headOf } from './lanes'
import { frameOf, type MapStore } from './map-state'
import type { Picture } from './picture'
import { none } from './rows'
import { snapped } from './snap'
import { panned, zoomed } from './span'

interface Grip {
  readonly kind: 'cursor' | 'lanes'
  readonly x: number
  readonly y: number
  /** Where the last move was. */
  at: readonly [x: number, y: number]
  moved: boolean
}

/** Pixels after which a press is a drag. */
const dragFrom = 4
const cursorReach = 6
/** The versions' names are wider than their cuts. */
const footReach = 16
/** How much of a wheel's turn doubles the zoom. */
const wheelDoubles = 400

/** Pointer and wheel on the map: the time cursor drags along axis, versions and its own line; the lanes pan; the wheel zooms. */
export const useGestures = (
  place: RefObject<HTMLDivElement | null>,
  scroller: RefObject<HTMLDivElement | null>,
  store: MapStore,
  picture: Picture,
) => {
  const grip = useRef<Grip | null>(null)
  const frame = () => frameOf(store.getState())

  const pointOf = (event: {
    readonly clientX: number
    readonly clientY: number
  }): readonly [number, number] => {
    const box = place.current?.getBoundingClientRect()
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)]
  }
  const putCursor = (x: number, reach?: number): void =>
    store.setState({ cursor: snapped(frame(), picture, x, reach) })
  const isFoot = (y: number): boolean => y >= plotBottom(frame())
  const onCursor = (x: number): boolean => {
    const at = picture.scale.toUnit(store.getState().cursor ?? picture.now)
    return Math.abs(xOf(frame(), at) - x) <= cursorReach
  }

  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    const [x, y] = pointOf(event)
    // The scroll bar is the scroller's own.
    if (x > frame().width) return
    const outside = y < axisHeight || isFoot(y)
    const kind = x >= frame().gutter - cursorReach && (outside || onCursor(x)) ? 'cursor' : 'lanes'
    grip.current = { kind, x, y, at: [x, y], moved: false }
    event.currentTarget.setPointerCapture(event.pointerId)
    scroller.current?.focus({ preventScroll: true })
    if (kind === 'cursor' && outside) putCursor(x, isFoot(y) ? footReach : undefined)
  }

  const drag = (held: Grip, x: number, y: number): void => {
    if (!held.moved && Math.hypot(x - held.x, y - held.y) < dragFrom) return
    held.moved = true
    if (held.kind === 'cursor') putCursor(x)
    else {
      const { span, width } = store.getState()
      const plot = Math.max(1, width - frame().gutter)
      store.setState({ span: panned(span, (held.at[0] - x) / plot, picture.scale.least), hovered: null })
      scroller.current?.scrollBy({ top: held.at[1] - y })
    }
    held.at = [x, y]
  }

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const [x, y] = pointOf(event)
    if (grip.current !== null) return drag(grip.current, x, y)
    const hovered = picture.rows.ids[rowUnder(frame(), picture, x, y)] ?? null
    if (hovered !== null || store.getState().hovered !== null) store.setState({ hovered, pointer: x })
    const drags = x >= frame().gutter && (y < axisHeight || isFoot(y) || onCursor(x))
    event.currentTarget.dataset['over'] = drags ? 'time' : hovered === null ? 'nothing' : 'row'
  }

  /** A press that was no drag: on a block it opens its details, and the cursor goes where the reader looks. */
  const click = (x: number, y: number): void => {
    const index = laneIndexAt(frame(), picture, y)
    const labelled = x < frame().gutter && index !== none
    const row = labelled
      ? headOf(picture.lanes, picture.shown[index] ?? none)
      : rowUnder(frame(), picture, x, y)
    store.setState({ picked: picture.rows.ids[row] ?? null, hovered: null })
    if (!labelled) putCursor(x)
  }

  const up = (): void => {
    const held = grip.current
    grip.current = null
    if (held?.kind === 'lanes' && !held.moved) click(held.x, held.y)
  }

  const leave = (): void => {
    if (grip.current === null) store.setState({ hovered: null })
  }

  const wheel = useEffectEvent((event: WheelEvent) => {
    const { span } = store.getState()
    const [x, y] = pointOf(event)
    const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
    const zooms = event.ctrlKey || event.metaKey || y < axisHeight || isFoot(y)
    const { scale } = picture
    if (zooms) {
      const unit = unitOf(frame(), x)
      const fixed = (unit - span.from) / (span.to - span.from)
      store.setState({
        span: zoomed(span, 2 ** (event.deltaY / wheelDoubles), Math.min(1, Math.max(0, fixed)), scale.least),
      })
    } else if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      store.setState({ span: panned(span, across / Math.max(1, frame().width), scale.least) })
    } else return
    event.preventDefault()
  })
  useEffect(() => {
    const element = place.current
    const turn = (event: WheelEvent): void => wheel(event)
    // Passive listeners, as React adds them, could not keep the page from zooming.
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [place])

  return { down, move, up, leave }
}
