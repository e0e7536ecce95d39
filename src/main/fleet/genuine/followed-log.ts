import type { Project } from '../../engine/engine'
import { batched } from './batched'

/** Docker's timestamps have a fixed number of digits, so that they compare as text. */
const stampOf = (line: string): string => line.slice(0, line.indexOf(' '))

/**
 * The newest `tail` lines as one batch, be it empty, then lines as they come. Read and followed are two requests: what came between
 * them is told once.
 */
export async function* followedLog(
  project: Pick<Project, 'logs'>,
  service: string,
  tail: number,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const first: string[] = []
  for await (const line of project.logs(service, { tail, follow: false }, signal)) first.push(line)
  yield first
  const last = first.at(-1)
  const until = last === undefined ? '' : stampOf(last)
  const options =
    last === undefined
      ? { tail: 0, follow: true }
      : { tail: Number.MAX_SAFE_INTEGER, follow: true, since: until }
  for await (const batch of batched(project.logs(service, options, signal), signal)) {
    const fresh = batch.filter((line) => stampOf(line) > until)
    if (fresh.length > 0) yield fresh
  }
}
