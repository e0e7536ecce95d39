import { z } from 'zod'
import { service } from '../../shared/domain/service'

/** Answer of GET /practice/status. */
export const practiceStatus = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  services: z.array(service),
})
export type PracticeStatus = z.infer<typeof practiceStatus>
