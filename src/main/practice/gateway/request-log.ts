import type { Context, MiddlewareHandler } from 'hono'
import { dashboardMark } from '../../../shared/dashboard'
import { panelAgent, type LogLine, type RequestEntry, type ServiceName } from '../../../shared/domain/service'
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

/** Writes into a service's log, as the genuine services' web servers do of each request. */
type Tell = (service: ServiceName, level: LogLine['level'], text: string) => void

/** The panel's own requests are told below what others ask. */
const levelOf = ({ status, agent }: RequestEntry): LogLine['level'] => {
  if (status >= 500) return 'error'
  if (status >= 400) return 'warning'
  return agent.startsWith(panelAgent) ? 'debug' : 'info'
}

const kept = 5_000
const longestPath = 2_000

/** The User-Agent's first word; the dashboard's own requests, whose browser names itself, are told as it. */
const agentOf = ({ req }: Context): string =>
  req.header(dashboardMark.header) === dashboardMark.value
    ? dashboardMark.agent
    : ((req.header('user-agent') ?? '').split(/[\s/]/)[0] ?? '')

/** The panel's control requests, and files: of the dashboard, of the watershed. None of them asks anything of CAVE. */
const isOurs = (path: string): boolean => path === '/' || /^\/(practice|dashboard|ws)\//.test(path)

/** What clients asked of the gateway. */
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
    if (isOurs(call.req.path)) return
    const { pathname, search } = new URL(call.req.url)
    const entry: RequestEntry = {
      id: this.next,
      time,
      method: call.req.method,
      path: `${pathname}${search}`.slice(0, longestPath),
      status: call.res.status,
      milliseconds: Math.round((performance.now() - started) * 100) / 100,
      service: serviceOf(call.req.path),
      agent: agentOf(call),
    }
    this.next += 1
    this.entries.push(entry)
    const { method, path, status, milliseconds, service } = entry
    this.tell(service, levelOf(entry), `${method} ${path} ${status} in ${milliseconds} ms`)
  }
}
