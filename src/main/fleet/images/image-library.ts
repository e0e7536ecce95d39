import type { ImagesDownload, ImagesStatus } from '../../../shared/domain/images'
import { Failure, toFailure } from '../../../shared/errors'
import type { BundleProgress, DockerEngine } from '../../engine/engine'
import { Latest } from '../../waiting/latest'
import { applyDownload, noDownload, type DownloadEvent } from './download-state'
import { downloadSize, unpackedFactor, wholeDownload } from './sizes'

/** Where the images of the genuine fleet go, and which they are. */
export interface ImageStore {
  readonly engine: Pick<DockerEngine, 'missingImages' | 'pull' | 'saveImages' | 'loadImages'>
  readonly images: readonly string[]
}

/** The images of the genuine fleet: what is there, and the getting of what is not, beside whatever fleet runs. */
export interface ImageLibrary {
  status(signal: AbortSignal): Promise<ImagesStatus>
  /** Begins, unless it goes on already. Fails where no engine can be used. */
  get(signal: AbortSignal): Promise<void>
  cancel(): Promise<void>
  watch(signal: AbortSignal): AsyncIterable<ImagesDownload>
  /** All images as one bundle for machines without a network; tells which they are. Fails with IMAGES_MISSING. */
  save(
    bundle: string,
    report: (progress: BundleProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly string[]>
  /** Tells which images were in it. */
  load(
    bundle: string,
    report: (progress: BundleProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly string[]>
  close(): Promise<void>
}

/** Milliseconds between two states of one watcher. */
const snapshotGap = 100

export const imagesMissing = (missing: readonly string[]): Failure =>
  new Failure({
    code: 'IMAGES_MISSING',
    what: 'The genuine fleet is not on this machine yet.',
    why: `${String(missing.length)} of its images are missing: ${missing.join(', ')}.`,
    fix: 'Get them first: "realcave images pull", or the button in the panel. The practice fleet runs on meanwhile.',
  })

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/** `store` fails with the reason where no engine can be used; it is asked again each time, for one may have been started. */
export const openImageLibrary = (store: () => Promise<ImageStore>): ImageLibrary => {
  const latest = new Latest<ImagesDownload>()
  latest.set(noDownload)
  let state = noDownload
  let stop: AbortController | undefined
  let going: Promise<void> = Promise.resolve()

  const apply = (event: DownloadEvent): void => {
    state = applyDownload(state, event)
    latest.set(state)
  }
  /** One after another: side by side they only share the line, and a cancel would leave several of them half done. */
  const load = async (
    engine: ImageStore['engine'],
    images: readonly string[],
    signal: AbortSignal,
  ): Promise<void> => {
    try {
      for (const image of images) {
        await engine.pull(image, (progress) => apply({ kind: 'loaded', image, ...progress }), signal)
        apply({ kind: 'ready', image })
      }
      apply({ kind: 'ended' })
    } catch (error) {
      if (signal.aborted) apply({ kind: 'cancelled' })
      else
        apply({ kind: 'failed', error: toFailure(error, 'The genuine fleet could not be downloaded.').info })
    }
  }
  const cancel = async (): Promise<void> => {
    stop?.abort()
    await going
  }

  return {
    async status(signal) {
      try {
        const { engine, images } = await store()
        const missing = new Set(await engine.missingImages(images, signal))
        const download = sum([...missing].map((name) => downloadSize(name) ?? 0))
        return {
          trouble: null,
          images: images.map((name) => ({ name, here: !missing.has(name), size: downloadSize(name) })),
          download,
          disk: download * unpackedFactor,
        }
      } catch (error) {
        signal.throwIfAborted()
        const trouble = toFailure(error, 'The images could not be looked for.').info
        return { trouble, images: [], download: wholeDownload, disk: wholeDownload * unpackedFactor }
      }
    },
    async get(signal) {
      const { engine, images } = await store()
      const missing = await engine.missingImages(images, signal)
      // No await between this look and the beginning: of two askers one begins.
      if (state.state === 'running') return
      stop = new AbortController()
      apply({ kind: 'began', images: missing, at: new Date().toISOString() })
      going = load(engine, missing, stop.signal)
    },
    cancel,
    watch: (signal) => latest.follow(snapshotGap, signal),
    async save(bundle, report, signal) {
      const { engine, images } = await store()
      const missing = await engine.missingImages(images, signal)
      if (missing.length > 0) throw imagesMissing(missing)
      await engine.saveImages(images, bundle, report, signal)
      return images
    },
    async load(bundle, report, signal) {
      const { engine } = await store()
      return engine.loadImages(bundle, report, signal)
    },
    close: cancel,
  }
}
