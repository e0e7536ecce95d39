import type { MiddlewareHandler } from 'hono'
import type { LogLine, RequestEntry, ServiceName } from '../../../shared/domain/service'
import { Feed } from '../feed'

const prefixes: readonly (readonly [string, ServiceName])[] = [
  ['info', 'info'],
  ['schema', 'schema'],
  ['annotation', 'annotation'],
  ['segmentation', 'pcg'],
  ['meshing', 'pcg'],
  ['materialize', 'mat'],
]

/** The service that answers for a path (CAVE-FACTS 2). */
export const serviceOf = (path: string): ServiceName => {
  const first = path.split('/').find((part) => part !== '') ?? ''
  return prefixes.find(([prefix]) => prefix === first)?.[1] ?? 'gateway'
}

/** Writes into a service's log, as the genuine services' web servers do of each request. */
type Tell = (service: ServiceName, level: LogLine['level'], text: string) => void

/** The panel's own requests are told below what others ask. */
const levelOf = ({ status, agent }: RequestEntry): LogLine['level'] => {
  if (status >= 500) return 'error'
  if (status >= 400) return 'warning'
  return agent.startsWith('RealCAVE') ? 'debug' : 'info'
}

const kept = 5_000
const longestPath = 2_000

/** What clients asked of the gateway; the panel's own control requests are left out. */
export class RequestLog {
  readonly entries = new Feed<RequestEntry>(kept)
  private next = 1

  private readonly tell: Tell

  constructor(tell: Tell) {
    this.tell = tell
  }

  readonly middleware: MiddlewareHandler = async (call, next) => {
    const started = performance.now()
    const time = new Date().toISOString()
    await next()
    if (call.req.path.startsWith('/practice/')) return
    const { pathname, search } = new URL(call.req.url)
    const entry: RequestEntry = {
      id: this.next,
      time,
      method: call.req.method,
      path: `${pathname}${search}`.slice(0, longestPath),
      status: call.res.status,
      milliseconds: Math.round((performance.now() - started) * 100) / 100,
      service: serviceOf(call.req.path),
      agent: (call.req.header('user-agent') ?? '').split(/[\s/]/)[0] ?? '',
    }
    this.next += 1
    this.entries.push(entry)
    const { method, path, status, milliseconds, service } = entry
    this.tell(service, levelOf(entry), `${method} ${path} ${status} in ${milliseconds} ms`)
  }
}
