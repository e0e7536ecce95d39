import type { DockerProject } from '../../engine/engine'
import { pause } from '../../waiting/limit'

/** The engine reads a container's memory in milliseconds, but for a dozen of them at each look it would be the panel's main work. */
const freshMilliseconds = 30_000

/** Newer engines tell it at once. Older ones (20.10) gather it once a second, which a look that is repeated anyway does not wait for. */
const usualMilliseconds = 150
/** A look that is not repeated waits for that second. */
const patientMilliseconds = 1500

/** An engine that hangs is not asked for ever. */
const limitMilliseconds = 10_000

/** Bytes that a service's container holds, at most some seconds old; null where the engine has not told them yet. */
export type Memory = (service: string, patient: boolean) => Promise<number | null>

export interface MemoryOptions {
  readonly project: Pick<DockerProject, 'stats'>
  /** Called when a figure has come for which a look had not waited, and which was not known before. */
  readonly came: () => void
  readonly now?: () => number
}

export const openMemory = ({ project, came, now = Date.now }: MemoryOptions): Memory => {
  const known = new Map<string, { readonly at: number; readonly bytes: number | null }>()
  const asked = new Map<string, Promise<void>>()
  const missed = new Set<string>()

  /** It may outlast the look that asked first, and serves the next ones. */
  const read = async (service: string): Promise<void> => {
    try {
      const bytes = (await project.stats(service, AbortSignal.timeout(limitMilliseconds)))?.memory ?? null
      known.set(service, { at: now(), bytes })
      if (missed.delete(service) && bytes !== null) came()
    } catch {
      // A container that ends while it is asked: the look that follows tells so.
      known.delete(service)
    } finally {
      asked.delete(service)
    }
  }
  return async (service, patient) => {
    const last = known.get(service)
    if (last !== undefined && now() - last.at < freshMilliseconds) return last.bytes
    const answer = asked.get(service) ?? read(service)
    asked.set(service, answer)
    const patience = new AbortController()
    const limit = patient ? patientMilliseconds : usualMilliseconds
    await Promise.race([answer, pause(limit, patience.signal).catch(() => undefined)])
    patience.abort()
    const bytes = known.get(service)?.bytes ?? null
    if (bytes === null && asked.has(service)) missed.add(service)
    return bytes
  }
}
