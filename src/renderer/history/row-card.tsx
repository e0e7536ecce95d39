import { useStore } from 'zustand'
import { duration } from '../components/format'
import { blockFor, type Frame } from './frame'
import { frameOf, type MapStore } from './map-state'
import { clipped } from './map-outline'
import type { Picture } from './picture'
import { never, none } from './rows'
import { storiesOf, told, versionsTold } from './story'
import { hueClass } from './hue'
import { historyTexts } from './texts'
import './row-card.css'

const texts = historyTexts.card
const cardWidth = 264
/** Where there is less than this below a block, its card stands above it. */
const cardHeight = 100

const spanTold = ({ rows, now }: Picture, place: number): string => {
  const created = rows.created[place] ?? 0
  const deleted = rows.deleted[place] ?? never
  const end = deleted === never ? texts.now : told(deleted)
  return `${told(created)} – ${end} · ${duration((Math.min(deleted, now) - created) / 1000)}`
}

/** Beside the pointer, below the block or above it. */
const besideBlock = (frame: Frame, picture: Picture, place: number, x: number) => {
  const block = blockFor(frame, picture, place)
  const seen = block === null ? null : clipped(frame, block)
  if (seen === null) return null
  const left = Math.max(8, Math.min(x - 24, frame.width - cardWidth - 8))
  return seen.y + seen.height + cardHeight > frame.height
    ? { left, bottom: frame.height - seen.y + 6 }
    : { left, top: seen.y + seen.height + 6 }
}

/** What there is to know of the row under the pointer, in passing. A click brings all of it, to stay. */
export const RowCard = ({ store, picture }: { readonly store: MapStore; readonly picture: Picture }) => {
  const state = useStore(store)
  const { hovered, pointer } = state
  const place = hovered === null ? undefined : picture.rows.places.get(hovered)
  if (hovered === null || hovered === state.picked || place === undefined) return null
  const at = besideBlock(frameOf(state), picture, place, pointer)
  if (at === null) return null
  const versions = versionsTold(picture.rows, picture.cuts, place)
  return (
    <div className={`history-card ${hueClass(picture.lanes.of[place] ?? none)}`} style={at} aria-hidden>
      <strong className="history-card-value">{picture.rows.values[place] ?? '–'}</strong>
      <span>
        <code>id {hovered}</code> · {storiesOf(picture.rows)(place)}
      </span>
      <span className="tabular">{spanTold(picture, place)}</span>
      <span className="mute">{versions === '' ? texts.noVersion : texts.inVersions(versions)}</span>
    </div>
  )
}
