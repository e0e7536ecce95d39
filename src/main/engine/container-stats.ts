import type Docker from 'dockerode'
import { z } from 'zod'
import type { ServiceStats } from './engine'

/** A container that does not run has no usage. */
const stats = z.object({
  memory_stats: z.object({
    usage: z.number().optional(),
    stats: z.record(z.string(), z.number()).optional(),
  }),
})

/** As `docker stats` counts: what the kernel could drop at once is no use of memory. Its name depends on the cgroup's version. */
export const memoryOf = (answer: unknown): number | null => {
  const { usage, stats: parts } = stats.parse(answer).memory_stats
  if (usage === undefined) return null
  const cache = parts?.['inactive_file'] ?? parts?.['total_inactive_file'] ?? 0
  return cache < usage ? usage - cache : usage
}

/** `one-shot`: without it the engine waits a second for a second sample, for figures of the processor. */
export const containerStats = async (docker: Docker, container: string): Promise<ServiceStats | null> => {
  const memory = memoryOf(await docker.getContainer(container).stats({ stream: false, 'one-shot': true }))
  return memory === null ? null : { memory }
}
