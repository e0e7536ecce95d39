import { Hono, type Context } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { service, serviceName, type Service } from '../../../shared/domain/service'
import type { Feed } from '../feed'
import type { PracticeLog } from '../log'
import type { RequestLog } from './request-log'

/** Answer of GET /practice/status. */
export const practiceStatus = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  services: z.array(service),
})
export type PracticeStatus = z.infer<typeof practiceStatus>

export interface ControlParts {
  readonly token: string
  readonly port: number
  readonly startedAt: string
  readonly log: PracticeLog
  readonly requests: RequestLog
  /** Ends the streams when the process stops. */
  readonly closing: AbortSignal
  services(): Promise<readonly Service[]>
  stop(): void
}

const tailOf = (text: string | undefined, fallback: number): number => {
  const count = Number(text ?? fallback)
  return Number.isInteger(count) && count >= 0 ? Math.min(count, 10_000) : fallback
}

/** Connections that say nothing for minutes are cut by clients; an empty line keeps a quiet stream open. */
const heartbeatMilliseconds = 60_000

const streamed = <T>(
  call: Context,
  feed: Feed<T>,
  fallback: number,
  closing: AbortSignal,
  keep?: (item: T) => boolean,
): Response => {
  const tail = tailOf(call.req.query('tail'), fallback)
  const lines = (items: readonly T[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join('')
  call.header('Content-Type', 'application/x-ndjson')
  if (call.req.query('follow') === undefined) return call.body(lines(feed.tail(tail, keep)))
  return stream(call, async (answer) => {
    const gone = new AbortController()
    answer.onAbort(() => {
      gone.abort()
    })
    // The headers leave with the first byte: the asker learns at once that it is connected.
    void answer.write('\n')
    const beat = setInterval(() => void answer.write('\n'), heartbeatMilliseconds)
    for await (const items of feed.follow(tail, AbortSignal.any([closing, gone.signal]), keep))
      await answer.write(lines(items))
    clearInterval(beat)
  })
}

/** The panel's own door, below /practice/: only who can read process.json has the token. */
export const control = (parts: ControlParts): Hono => {
  const app = new Hono()
  app.use('/practice/*', bearerAuth({ token: parts.token }))
  app.get('/practice/status', async (call) => {
    const services = await parts.services()
    const status = { pid: process.pid, port: parts.port, startedAt: parts.startedAt, services: [...services] }
    return call.json(status satisfies PracticeStatus)
  })
  app.get('/practice/logs', (call) => {
    const name = serviceName.safeParse(call.req.query('service'))
    if (!name.success) return call.json({ code: 400, message: '400 Bad Request: service is unknown.' }, 400)
    return streamed(call, parts.log.lines, 400, parts.closing, (line) => line.service === name.data)
  })
  app.get('/practice/requests', (call) => streamed(call, parts.requests.entries, 200, parts.closing))
  app.post('/practice/stop', (call) => {
    // The answer leaves first: the connection would else be cut under it.
    setImmediate(() => {
      parts.stop()
    })
    // Left open, the connection would hold up the end.
    return call.json(null, 202, { Connection: 'close' })
  })
  return app
}
