import type { ImagesDownload, ImagesStatus } from '../../../shared/domain/images'
import { Failure, toFailure } from '../../../shared/errors'
import type { BundleProgress, DockerEngine } from '../../engine/engine'
import { Latest } from '../../waiting/latest'
import { applyDownload, noDownload, type DownloadEvent } from './download-state'
import { getAll, type ImageSource } from './get-all'
import { unpackedFactor, wholeDownload } from './sizes'

/** Where the images of the genuine fleet go, and which they are. */
export interface ImageStore {
  readonly engine: Pick<DockerEngine, 'missingImages' | 'saveImages' | 'loadImages'>
  readonly supply: ImageSupply
  /** Fails where the images could not be used: nothing is downloaded for nothing. */
  readonly check: (signal: AbortSignal) => Promise<unknown>
  /** The folder of a bundle at hand, from which they come instead of the network; null where there is none. */
  readonly bundle?: () => Promise<string | null>
}

/** The images of the genuine fleet on this machine's processor. */
export interface ImageSupply extends ImageSource {
  images(): readonly string[]
  sizeOf(image: string): number | null
  /** What is to be said of the processor; empty where there is nothing. */
  note(): string
  /** All that `images` may become, whatever the processor. */
  everyImage(): readonly string[]
}

/** The images of the genuine fleet: what is there, and the getting of what is not, beside whatever fleet runs. */
export interface ImageLibrary {
  status(signal: AbortSignal): Promise<ImagesStatus>
  /** Begins, unless it goes on already. Fails where no engine can be used. */
  get(signal: AbortSignal): Promise<void>
  cancel(): Promise<void>
  watch(signal: AbortSignal): AsyncIterable<ImagesDownload>
  /**
   * All images as one bundle for machines without a network; tells which they are. Fails with IMAGES_MISSING. With `every`, also what
   * machines of another processor need, which is made first where it is missing.
   */
  save(
    bundle: string,
    every: boolean,
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

const offline = (bundle: string): string =>
  `They are loaded from ${bundle}: as far as it holds them, nothing is downloaded.`

const sized = (
  supply: ImageSupply,
  images: readonly string[],
): { readonly name: string; readonly size: number | null }[] =>
  images.map((name) => ({ name, size: supply.sizeOf(name) }))

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
  const load = async (supply: ImageSupply, signal: AbortSignal): Promise<void> => {
    try {
      await getAll(
        supply,
        {
          next: (missing) => apply({ kind: 'wanted', images: sized(supply, missing) }),
          progress: (image, progress) => apply({ kind: 'loaded', image, ...progress }),
          got: (image) => apply({ kind: 'ready', image }),
        },
        signal,
      )
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
        const { supply, check, bundle = async () => null } = await store()
        await check(signal)
        const folder = await bundle()
        const missing = new Set(await supply.missing(signal))
        const download = sum([...missing].map((name) => supply.sizeOf(name) ?? 0))
        return {
          trouble: null,
          images: sized(supply, supply.images()).map((image) => ({
            ...image,
            here: !missing.has(image.name),
          })),
          download,
          disk: download * unpackedFactor,
          note: [supply.note(), ...(folder === null || missing.size === 0 ? [] : [offline(folder)])]
            .join(' ')
            .trim(),
        }
      } catch (error) {
        signal.throwIfAborted()
        const trouble = toFailure(error, 'The images could not be looked for.').info
        return {
          trouble,
          images: [],
          download: wholeDownload,
          disk: wholeDownload * unpackedFactor,
          note: '',
        }
      }
    },
    async get(signal) {
      const { supply, check } = await store()
      await check(signal)
      const missing = sized(supply, await supply.missing(signal))
      // No await between this look and the beginning: of two askers one begins.
      if (state.state === 'running') return
      stop = new AbortController()
      apply({ kind: 'began', images: missing, at: new Date().toISOString() })
      going = load(supply, stop.signal)
    },
    cancel,
    watch: (signal) => latest.follow(snapshotGap, signal),
    async save(bundle, every, report, signal) {
      const { engine, supply } = await store()
      const missing = await supply.missing(signal)
      if (missing.length > 0) throw imagesMissing(missing)
      const images = every ? supply.everyImage() : supply.images()
      for (const image of await engine.missingImages(images, signal))
        await supply.get(
          image,
          ({ detail }) => report({ done: 0, total: 0, detail: `${image}: ${detail}` }),
          signal,
        )
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
