import type { ImagesDownload } from '../../shared/domain/images'

type Image = ImagesDownload['images'][number]

export interface DownloadSum {
  readonly done: number
  readonly total: number
}

const totalOf = ({ total, done }: Image): number => total ?? done

/** All images together, as far as their sizes are known. */
export const sumOf = ({ images }: ImagesDownload): DownloadSum => ({
  done: images.reduce((sum, { done }) => sum + done, 0),
  total: images.reduce((sum, image) => sum + totalOf(image), 0),
})

/** Bytes a second of a line of 50 Mbit/s, for what can be said before anything was loaded. */
const usualPace = 6_250_000

/** Milliseconds that a download takes on a usual line; whole minutes, at least one. */
export const usualTime = (bytes: number): number => Math.max(1, Math.ceil(bytes / usualPace / 60)) * 60_000
