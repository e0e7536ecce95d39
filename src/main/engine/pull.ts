import type Docker from 'dockerode'
import { setTimeout as pause } from 'node:timers/promises'
import { cancelled, Failure } from '../../shared/errors'
import { ask, engineSaid } from './ask'
import { jsonLines } from './json-lines'
import { parseImage } from './image-name'
import { pullFailure, pullTrouble, type PullTrouble } from './pull-failure'
import { applyPullMessage, noLayers, pullProgress, readPullMessage } from './pull-progress'

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

/** One attempt; undefined when the image is there. */
const attempt = async (
  { docker, image, platform, variable, report }: Pull,
  signal: AbortSignal,
): Promise<PullTrouble | undefined> => {
  const { repository, tag } = parseImage(image)
  const digest = image.includes('@')
  const what = `The image ${image} could not be loaded.`
  try {
    const stream = await ask(what, signal, () =>
      docker.createImage({
        fromImage: digest ? image : repository,
        ...(digest ? {} : { tag: tag ?? 'latest' }),
        platform,
        abortSignal: signal,
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
    }
    return undefined
  } catch (error) {
    if (signal.aborted) throw cancelled(what)
    const cause = error instanceof Failure ? error.cause : error
    const said = engineSaid(cause)
    if (said === undefined) throw error
    return pullTrouble(image, said.why, variable)
  }
}

/** Layers that were loaded stay, so that each attempt goes on where the last one broke. */
export const pull = async (
  given: Pull,
  signal: AbortSignal,
  wait: (milliseconds: number) => Promise<unknown> = (milliseconds) =>
    pause(milliseconds, undefined, { signal }),
): Promise<void> => {
  for (const milliseconds of [...waits, null]) {
    const trouble = await attempt(given, signal)
    if (trouble === undefined) return
    if (!trouble.passing || milliseconds === null) throw pullFailure(trouble)
    given.report({ done: 0, total: null, detail: `again in ${milliseconds / 1000} s: ${trouble.info.why}` })
    await wait(milliseconds).catch(() => undefined)
    if (signal.aborted) throw cancelled(trouble.info.what)
  }
}
