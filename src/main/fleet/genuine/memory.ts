import type { DockerProject } from '../../engine/engine'
import { pause } from '../../waiting/limit'

/** The engine reads a container's memory in milliseconds, but for a dozen of them at each look it would be the panel's main work. */
const freshMilliseconds = 15_000

/** Newer engines tell it in milliseconds; older ones wait a second for a second sample, which nobody shall wait for. */
const patienceMilliseconds = 150

/** An engine that hangs is not asked for ever. */
const limitMilliseconds = 10_000

/** Bytes that a service's container holds, at most some seconds old; null where the engine has not told them yet. */
export const openMemory = (project: Pick<DockerProject, 'stats'>, now: () => number = Date.now) => {
  const known = new Map<string, { readonly at: number; readonly bytes: number | null }>()
  const asked = new Map<string, Promise<void>>()

  /** It may outlast the look that asked first, and serves the next ones. */
  const read = async (service: string): Promise<void> => {
    try {
      const bytes = (await project.stats(service, AbortSignal.timeout(limitMilliseconds)))?.memory ?? null
      known.set(service, { at: now(), bytes })
    } catch {
      // A container that ends while it is asked: the look that follows tells so.
      known.delete(service)
    } finally {
      asked.delete(service)
    }
  }
  return async (service: string): Promise<number | null> => {
    const last = known.get(service)
    if (last !== undefined && now() - last.at < freshMilliseconds) return last.bytes
    const answer = asked.get(service) ?? read(service)
    asked.set(service, answer)
    const patience = new AbortController()
    await Promise.race([answer, pause(patienceMilliseconds, patience.signal).catch(() => undefined)])
    patience.abort()
    return known.get(service)?.bytes ?? null
  }
}
