import { z } from 'zod'
import type { RequestEntry, ServiceName } from '../../../shared/domain/service'

/** A line of the gateway's log as cfg/gateway.conf has it written. Every value is a text. */
const line = z.object({
  ended: z.coerce.number(),
  method: z.string(),
  path: z.string(),
  status: z.coerce.number().int(),
  seconds: z.coerce.number(),
  agent: z.string(),
})

/** Which service a path leads to; the same table as in cfg/gateway.conf. */
const prefixes: readonly (readonly [string, ServiceName])[] = [
  ['/info', 'info'],
  ['/schema', 'schema'],
  ['/annotation', 'annotation'],
  ['/anno_health', 'annotation'],
  ['/segmentation', 'pcg'],
  ['/meshing', 'pcg'],
  ['/materialize', 'mat'],
  ['/mat_health', 'mat'],
]

const serviceOf = (path: string): ServiceName =>
  prefixes.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'gateway'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The request that a line tells of; undefined for nginx's other lines. */
export const requestOf = (text: string, id: number): RequestEntry | undefined => {
  const start = text.indexOf('{')
  const parsed = start < 0 ? undefined : line.safeParse(parse(text.slice(start)))
  if (!parsed?.success) return undefined
  const { ended, method, path, status, seconds, agent } = parsed.data
  return {
    id,
    time: new Date((ended - seconds) * 1000).toISOString(),
    method,
    path,
    status,
    milliseconds: Math.round(seconds * 1000),
    service: serviceOf(path),
    agent: agent.split(/[/ ]/, 1)[0] ?? '',
  }
}
