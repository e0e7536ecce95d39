import { z } from 'zod'
import { errorInfo } from '../errors'

/** The Docker engine of this machine, as it was found now. */
export const engineStatus = z.object({
  /** Why none can be used; null where one answers. */
  trouble: errorInfo.nullable(),
  /** What can be done about the trouble from here: Docker Desktop started, or Docker got from a web page. */
  remedy: z.enum(['start', 'get', 'none']),
  /** The page that tells how Docker is installed on such a machine. */
  page: z.string(),
})
export type EngineStatus = z.infer<typeof engineStatus>

/** A start of Docker Desktop. */
export const engineStart = z.object({
  state: z.enum(['idle', 'starting', 'answers', 'failed', 'cancelled']),
  /** What is waited for, in words; empty where nothing is. */
  stage: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string().nullable(),
  error: errorInfo.nullable(),
})
export type EngineStart = z.infer<typeof engineStart>
