import { useStore } from 'zustand'
import { axisHeight, blockFor, plotBottom, type Block, type Frame } from './frame'
import { frameOf, type MapStore } from './map-state'
import type { Picture } from './picture'
import { none } from './rows'

/** The part of a block that is in view; null where none is. */
export const clipped = (frame: Frame, block: Block): Omit<Block, 'place' | 'lane'> | null => {
  const [left, right] = [Math.max(block.x, frame.gutter), Math.min(block.x + block.width, frame.width)]
  const [top, bottom] = [Math.max(block.y, axisHeight), Math.min(block.y + block.height, plotBottom(frame))]
  return right <= left || bottom <= top
    ? null
    : { x: left, y: top, width: right - left, height: bottom - top }
}

/** A ring round the row that is looked at, and a finer one round the row under the pointer. */
export const MapOutline = ({ store, picture }: { readonly store: MapStore; readonly picture: Picture }) => {
  const state = useStore(store)
  const frame = frameOf(state)
  const ring = (id: string | null, look: string) => {
    const place = id === null ? undefined : picture.rows.places.get(id)
    const block = blockFor(frame, picture, place ?? none)
    const seen = block === null ? null : clipped(frame, block)
    return (
      seen !== null && (
        <div
          className={`history-ring ${look}`}
          style={{
            transform: `translate(${seen.x}px, ${seen.y}px)`,
            width: seen.width,
            height: seen.height,
          }}
          aria-hidden
        />
      )
    )
  }
  return (
    <>
      {state.hovered !== state.picked && ring(state.hovered, 'history-ring-hovered')}
      {ring(state.picked, 'history-ring-picked')}
    </>
  )
}
