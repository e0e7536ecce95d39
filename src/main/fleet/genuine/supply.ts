import type { ComposeModel } from '../../engine/compose-model'
import type { DockerEngine, PullProgress } from '../../engine/engine'
import { Failure } from '../../../shared/errors'
import type { ImageSource } from '../images/get-all'
import { downloadSize } from '../images/sizes'
import { makeOverlay, overlaid, overlayDownload, overlayOf, type Overlay, type OverlayMaker } from './overlay'
import type { Processor } from './processor'

/** The images that the fleet runs from, and how each is got: pulled as published, or made here for the processor. */
export interface Supply extends ImageSource, Pick<Processor, 'doubt'> {
  /** As it is declared now: for a processor without AVX2 the materialization services run from an image that is made here. */
  model(): ComposeModel
  images(): readonly string[]
  /** The published images, by service, of what lays out the databases of the live tables and of versions, whatever is made of them here. */
  readonly layoutImages: Readonly<Record<string, string>>
  /** Those that are not here, smallest first; fails with FLEET_UNAVAILABLE as soon as it is known that none of it can run here. */
  missing(signal: AbortSignal): Promise<readonly string[]>
  /** What its download weighs, as far as it is known. */
  sizeOf(image: string): number | null
  /** What is to be said of the processor; empty where there is nothing. */
  note(): string
  /** For a bundle that suits every processor: all that `images` may become. */
  everyImage(): readonly string[]
}

export interface SupplyOptions extends OverlayMaker {
  readonly engine: Pick<DockerEngine, 'missingImages' | 'pull' | 'derive'>
  readonly processor: Processor
  readonly model: ComposeModel
  /** The published image of the materialization services. */
  readonly demanding: string
  /** Brings an image from where no network is needed; false where it is not there. */
  readonly offline?: (
    image: string,
    report: (progress: PullProgress) => void,
    signal: AbortSignal,
  ) => Promise<boolean>
}

const cannotRun: Failure = new Failure({
  code: 'FLEET_UNAVAILABLE',
  what: 'The genuine fleet cannot run on this processor: it has no AVX.',
  why: 'The library pyarrow in the images of info, annotation and materialization ends with "illegal instruction" without it; no build of it for older processors is published.',
  fix: 'Use the practice fleet: --fleet practice. On a Mac with Apple silicon: macOS 15 or newer, or Rosetta switched off in Docker Desktop (Settings > General), which is slow. To try it all the same set REALCAVE_POLARS_SKIP_CPU_CHECK=1.',
})

const isSet = ({ environment }: OverlayMaker, name: string): boolean => (environment[name] ?? '') !== ''

/** Asked for by a person who knows better: nothing is refused, and the build for older processors is used. */
const isForced = (maker: OverlayMaker): boolean => isSet(maker, 'REALCAVE_POLARS_SKIP_CPU_CHECK')

/** An image of one's own is used as it is. */
const isOwn = (maker: OverlayMaker): boolean => isSet(maker, 'REALCAVE_MAT_IMAGE')

/**
 * Info's database is not copied, and PostgreSQL serves live databases and their golden copies alike: a change of theirs sets the two
 * not apart.
 */
const layingOut = ['annotation', 'mat'] as const

const unique = (model: ComposeModel): readonly string[] => [
  ...new Set(Object.values(model.services).map(({ image }) => image)),
]

export const openSupply = (options: SupplyOptions): Supply => {
  const { engine, processor, model, demanding, offline = async () => false } = options
  const overlay: Overlay = overlayOf(demanding)
  const other = overlaid(model, overlay)
  const usesOverlay = (): boolean => !isOwn(options) && (isForced(options) || processor.known === 'avx')
  let hasBase = false
  const declared = (): ComposeModel => (usesOverlay() ? other : model)
  const sizeOf = (image: string): number | null =>
    image === overlay.image
      ? overlayDownload + (hasBase ? 0 : (downloadSize(demanding) ?? 0))
      : downloadSize(image)

  const bring = async (...given: Parameters<typeof engine.pull>): Promise<void> => {
    if (!(await offline(...given))) await engine.pull(...given)
  }

  const missingNow = async (signal: AbortSignal): Promise<readonly string[]> => {
    const images = unique(declared())
    const missing = await engine.missingImages([...new Set([...images, demanding])], signal)
    hasBase = !missing.includes(demanding)
    return missing.filter((image) => images.includes(image))
  }

  return {
    model: declared,
    images: () => unique(declared()),
    layoutImages: Object.fromEntries(
      layingOut.flatMap((service) => {
        const image = model.services[service]?.image
        return image === undefined ? [] : [[service, image]]
      }),
    ),
    missing: async (signal) => {
      const before = await missingNow(signal)
      const images = unique(declared())
      const here = (image: string): boolean =>
        image === demanding ? hasBase : images.includes(image) && !before.includes(image)
      await processor.look(here, signal)
      if (processor.known === 'none' && !isForced(options)) throw cannotRun
      const missing = unique(declared()).every((image) => images.includes(image))
        ? before
        : await missingNow(signal)
      return [...missing].sort((a, b) => (sizeOf(a) ?? Infinity) - (sizeOf(b) ?? Infinity))
    },
    get: async (image, report, signal) => {
      if (image !== overlay.image) return bring(image, report, signal)
      if (await offline(image, report, signal)) return
      if ((await engine.missingImages([demanding], signal)).length > 0) await bring(demanding, report, signal)
      await makeOverlay(options, overlay, (detail) => report({ done: 0, total: null, detail }), signal)
    },
    doubt: () => processor.doubt(),
    sizeOf,
    note: () =>
      usesOverlay()
        ? `This processor has no AVX2: the materialization services run from ${overlay.image}, made once on this machine from the published image and a build of its library polars for older processors (${String(Math.round(overlayDownload / 1e6))} MB).`
        : '',
    everyImage: () => (isOwn(options) ? unique(model) : [...unique(model), overlay.image]),
  }
}
