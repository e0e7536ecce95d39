import type { MiddlewareHandler } from 'hono'
import type { RequestEntry, ServiceName } from '../../../shared/domain/service'
import { Feed } from '../feed'

const prefixes: readonly (readonly [string, ServiceName])[] = [
  ['info', 'info'],
  ['schema', 'schema'],
  ['annotation', 'annotation'],
  ['anno_health', 'annotation'],
  ['segmentation', 'pcg'],
  ['meshing', 'pcg'],
  ['materialize', 'mat'],
  ['mat_health', 'mat'],
]

/** The service that answers for a path (CAVE-FACTS 2). */
export const serviceOf = (path: string): ServiceName => {
  const first = path.split('/').find((part) => part !== '') ?? ''
  return prefixes.find(([prefix]) => prefix === first)?.[1] ?? 'gateway'
}

const kept = 5_000
const longestPath = 2_000

/** What clients asked of the gateway; the panel's own control requests are left out. */
export class RequestLog {
  readonly entries = new Feed<RequestEntry>(kept)
  private next = 1

  readonly middleware: MiddlewareHandler = async (call, next) => {
    const started = performance.now()
    const time = new Date().toISOString()
    await next()
    if (call.req.path.startsWith('/practice/')) return
    const { pathname, search } = new URL(call.req.url)
    this.entries.push({
      id: this.next,
      time,
      method: call.req.method,
      path: `${pathname}${search}`.slice(0, longestPath),
      status: call.res.status,
      milliseconds: Math.round((performance.now() - started) * 100) / 100,
      service: serviceOf(call.req.path),
      agent: (call.req.header('user-agent') ?? '').split(/[\s/]/)[0] ?? '',
    })
    this.next += 1
  }
}
