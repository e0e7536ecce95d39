import type { ImagesDownload } from '../../../shared/domain/images'
import type { ErrorInfo } from '../../../shared/errors'

interface Wanted {
  readonly name: string
  /** What its download weighs; null where that is not known. */
  readonly size: number | null
}

export type DownloadEvent =
  | { readonly kind: 'began'; readonly images: readonly Wanted[]; readonly at: string }
  /** Those that are not here; which they are may change with what is found out of the machine. */
  | { readonly kind: 'wanted'; readonly images: readonly Wanted[] }
  | {
      readonly kind: 'loaded'
      readonly image: string
      readonly done: number
      readonly total: number | null
      readonly detail: string
    }
  | { readonly kind: 'ready'; readonly image: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }

type Image = ImagesDownload['images'][number]

export const noDownload: ImagesDownload = { state: 'idle', images: [], startedAt: null, error: null }

const change = (state: ImagesDownload, name: string, to: (image: Image) => Image): ImagesDownload => ({
  ...state,
  images: state.images.map((image) => (image.name === name ? to(image) : image)),
})

const waiting = ({ name, size }: Wanted): Image => ({
  name,
  state: 'waiting',
  done: 0,
  total: size,
  detail: '',
})

/** What is there stays to be seen; what is not needed any more goes. */
const stillWanted = ({ images }: ImagesDownload, wanted: readonly Wanted[]): Image[] => {
  const names = new Set(wanted.map(({ name }) => name))
  const known = images.filter(({ name, state }) => state === 'ready' || names.has(name))
  const added = wanted.filter(({ name }) => known.every((image) => image.name !== name))
  return [...known, ...added.map(waiting)]
}

/** What a download has come to; events of one that has ended change nothing. */
export const applyDownload = (state: ImagesDownload, event: DownloadEvent): ImagesDownload => {
  if (event.kind === 'began') {
    return { state: 'running', images: event.images.map(waiting), startedAt: event.at, error: null }
  }
  if (state.state !== 'running') return state
  if (event.kind === 'wanted') return { ...state, images: stillWanted(state, event.images) }
  if (event.kind === 'loaded') {
    return change(state, event.image, (image) => ({
      ...image,
      state: 'loading',
      done: event.done,
      // Before every layer has told its size the engine knows no total, and its bytes may be more than were estimated.
      total: event.total ?? (image.total === null ? null : Math.max(image.total, event.done)),
      detail: event.detail,
    }))
  }
  if (event.kind === 'ready') {
    return change(state, event.image, (image) => {
      const total = image.total ?? image.done
      return { ...image, state: 'ready', done: total, total, detail: '' }
    })
  }
  if (event.kind === 'ended') return { ...state, state: 'done' }
  if (event.kind === 'cancelled') return { ...state, state: 'cancelled' }
  return { ...state, state: 'failed', error: event.error }
}
