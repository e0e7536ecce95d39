import type { DockerProject } from '../../engine/engine'

/** The engine reads a container's memory in milliseconds, but for a dozen of them at each look it would be the panel's main work. */
const freshMilliseconds = 15_000

/** Bytes that a service's container holds, at most some seconds old. */
export const openMemory = (project: Pick<DockerProject, 'stats'>, now: () => number = Date.now) => {
  const known = new Map<string, { readonly at: number; readonly bytes: number | null }>()
  return async (service: string, signal: AbortSignal): Promise<number | null> => {
    const last = known.get(service)
    if (last !== undefined && now() - last.at < freshMilliseconds) return last.bytes
    const bytes = (await project.stats(service, signal))?.memory ?? null
    known.set(service, { at: now(), bytes })
    return bytes
  }
}
