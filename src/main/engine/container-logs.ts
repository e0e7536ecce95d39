import type Docker from 'dockerode'
import { ask, engineFailure } from './ask'
import { frames, linesOf } from './frames'

interface Wanted {
  readonly tail: number
  readonly follow: boolean
  readonly since?: string
}

const toChunks = async function* (whole: Buffer): AsyncGenerator<Buffer> {
  yield whole
}

/**
 * The log of a container, each line with the engine's timestamp (RFC 3339) and a blank before it. Ends with the container
 * or the signal. Who reads slowly makes the engine wait: nothing piles up here.
 */
export const containerLogs = async function* (
  docker: Docker,
  container: string,
  { tail, follow, since }: Wanted,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const what = 'Reading the log of a container.'
  const from = since === undefined ? {} : { since: Date.parse(since) / 1000 }
  const options = { stdout: true, stderr: true, timestamps: true, tail, ...from }
  const source = docker.getContainer(container)
  const chunks: AsyncIterable<unknown> = follow
    ? await ask(what, signal, () => source.logs({ ...options, follow: true, abortSignal: signal }))
    : toChunks(await ask(what, signal, () => source.logs({ ...options, follow: false })))
  try {
    for await (const { text } of linesOf(frames(chunks))) yield text
  } catch (error) {
    if (!signal.aborted) throw engineFailure(what, error)
  }
}
