import { Failure } from '../../../shared/errors'
import type { PullProgress } from '../../engine/engine'

/** Where images come from, and which are needed. */
export interface ImageSource {
  /** Those that are not on this machine, in the order in which they are got. */
  missing(signal: AbortSignal): Promise<readonly string[]>
  get(image: string, report: (progress: PullProgress) => void, signal: AbortSignal): Promise<void>
}

export interface Told {
  /** What is missing still; the first of them is got now. */
  readonly next: (missing: readonly string[]) => void
  readonly progress: (image: string, progress: PullProgress) => void
  readonly got: (image: string) => void
}

const notThere = (image: string): Failure =>
  new Failure({
    code: 'IMAGES_MISSING',
    what: `The image ${image} is not on this machine.`,
    why: 'It was got a moment ago, and is gone: something else removes images.',
    fix: 'Look what does ("docker events"), then try again: what was loaded is kept.',
  })

/** Gets what is missing, one after another: which images are needed may change with what the first ones tell of the machine. */
export const getAll = async (source: ImageSource, told: Told, signal: AbortSignal): Promise<void> => {
  const got = new Set<string>()
  for (;;) {
    const missing = await source.missing(signal)
    const [image] = missing
    if (image === undefined) return
    if (got.has(image)) throw notThere(image)
    told.next(missing)
    await source.get(image, (progress) => told.progress(image, progress), signal)
    told.got(image)
    got.add(image)
  }
}
