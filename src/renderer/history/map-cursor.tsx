import { useStore } from 'zustand'
import { axisHeight, plotBottom, xOf } from './frame'
import { frameOf, type MapStore } from './map-state'
import type { Picture } from './picture'
import { told } from './story'
import { historyTexts as texts } from './texts'
import { cutAt } from './told'

/** Half of a label's width, roughly: so that it does not leave the map. */
const halfOf = (text: string): number => text.length * 3.4 + 10

/** The time cursor: a line with a handle, and the moment that it stands on. Moving it draws nothing of the map anew. */
export const MapCursor = ({ store, picture }: { readonly store: MapStore; readonly picture: Picture }) => {
  const state = useStore(store)
  if (state.width === 0) return null
  const frame = frameOf(state)
  const x = xOf(frame, picture.scale.toUnit(state.cursor ?? picture.now))
  if (x < frame.gutter - 1 || x > frame.width + 1) return null
  const cut = cutAt(picture, state.cursor)
  const time = state.cursor === null ? texts.now : told(state.cursor)
  const labelHalf = halfOf(cut === undefined ? time : `v${cut.version.version}  ${time}`)
  const label = Math.min(frame.width - labelHalf, Math.max(frame.gutter + labelHalf, x)) - x
  return (
    <div
      className={`history-cursor${cut === undefined ? '' : ' history-cursor-version'}`}
      style={{
        transform: `translateX(${x}px)`,
        height: plotBottom(frame) - axisHeight + 8,
        top: axisHeight - 8,
      }}
      aria-hidden
    >
      <span
        className="history-cursor-time tabular"
        style={{ transform: `translateX(calc(-50% + ${label}px))` }}
      >
        {cut !== undefined && <strong>v{cut.version.version}</strong>}
        {time}
      </span>
    </div>
  )
}
