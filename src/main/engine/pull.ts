import type Docker from 'dockerode'
import { setTimeout as pause } from 'node:timers/promises'
import { cancelled, Failure } from '../../shared/errors'
import { ask, engineFailure, engineSaid } from './ask'
import { jsonLines } from './json-lines'
import { parseImage } from './image-name'
import { pullFailure, pullTrouble, stalled, whatFails, type PullTrouble } from './pull-failure'
import { applyPullMessage, isUnpacking, noLayers, pullProgress, readPullMessage } from './pull-progress'

interface Pull {
  readonly docker: Docker
  readonly image: string
  /** The fleet's images are made for one platform only: an engine on another one emulates it. */
  readonly platform: string
  /** The variable that names another image in its place. */
  readonly variable: string | undefined
  readonly report: (progress: ReturnType<typeof pullProgress>) => void
}

/** Waits between attempts, in milliseconds: a Wi-Fi that changes its access point is back within the last. */
const waits = [2000, 5000, 15_000, 30_000] as const

/** How long the engine may say nothing of a pull. */
export interface Silences {
  /** A connection that died without a word never ends by itself. */
  readonly loading: number
  /** A large layer on a slow disk: nothing is told until it is done. */
  readonly unpacking: number
}

const usualSilences: Silences = { loading: 300_000, unpacking: 1_800_000 }

/** Ends what it watches when nothing has been heard of it for too long. */
class Watch {
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  #timer: NodeJS.Timeout | undefined
  #stalledFor: number | null = null

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', this.#leave, { once: true })
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  /** For how long nothing was heard when it was ended for that; null where it was not. */
  get stalledFor(): number | null {
    return this.#stalledFor
  }

  heard(silence: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#stalledFor = silence
      this.#stop.abort()
    }, silence)
  }

  over(): void {
    clearTimeout(this.#timer)
    this.#signal.removeEventListener('abort', this.#leave)
  }

  readonly #leave = (): void => this.#stop.abort()
}

/** Reads a pull to its end; undefined when the image is there. */
const read = async (
  { docker, image, platform, variable, report }: Pull,
  silences: Silences,
  watch: Watch,
): Promise<PullTrouble | undefined> => {
  const { repository, tag } = parseImage(image)
  const digest = image.includes('@')
  watch.heard(silences.loading)
  const stream = await ask(whatFails(image), watch.signal, () =>
    docker.createImage({
      fromImage: digest ? image : repository,
      ...(digest ? {} : { tag: tag ?? 'latest' }),
      platform,
      abortSignal: watch.signal,
    }),
  )
  let layers = noLayers
  for await (const line of jsonLines(stream)) {
    const message = readPullMessage(line)
    if (message === undefined) continue
    if (message.error !== undefined)
      return pullTrouble(image, message.errorDetail?.message ?? message.error, variable)
    const next = applyPullMessage(layers, message)
    if (next !== layers) report(pullProgress(next))
    layers = next
    watch.heard(isUnpacking(layers) ? silences.unpacking : silences.loading)
  }
  return undefined
}

/** One attempt; undefined when the image is there. */
const attempt = async (
  pulling: Pull,
  silences: Silences,
  signal: AbortSignal,
): Promise<PullTrouble | undefined> => {
  const { image, variable } = pulling
  const watch = new Watch(signal)
  try {
    return await read(pulling, silences, watch)
  } catch (error) {
    if (signal.aborted) throw cancelled(whatFails(image))
    if (watch.stalledFor !== null) return stalled(image, watch.stalledFor)
    const said = engineSaid(error instanceof Failure ? error.cause : error)
    if (said !== undefined) return pullTrouble(image, said.why, variable)
    const { info } = engineFailure(whatFails(image), error)
    // It starts anew, perhaps: what was loaded is kept.
    return { info, passing: info.code === 'ENGINE_MISSING' }
  } finally {
    watch.over()
  }
}

/** Layers that were loaded stay, so that each attempt goes on where the last one broke. */
export const pull = async (
  given: Pull,
  signal: AbortSignal,
  wait: (milliseconds: number) => Promise<unknown> = (milliseconds) =>
    pause(milliseconds, undefined, { signal }),
  silences = usualSilences,
): Promise<void> => {
  for (const milliseconds of [...waits, null]) {
    const trouble = await attempt(given, silences, signal)
    if (trouble === undefined) return
    if (!trouble.passing || milliseconds === null) throw pullFailure(trouble)
    given.report({ done: 0, total: null, detail: `again in ${milliseconds / 1000} s: ${trouble.info.why}` })
    await wait(milliseconds).catch(() => undefined)
    if (signal.aborted) throw cancelled(trouble.info.what)
  }
}
