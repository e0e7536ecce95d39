import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { serviceName, type Service } from '../../../shared/domain/service'
import type { Feed } from '../feed'
import type { PracticeLog } from '../log'
import type { PracticeStatus } from '../status'
import type { RequestLog } from './request-log'

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

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Connections that say nothing for minutes are cut by clients; an empty line keeps a quiet stream open. */
const heartbeatMilliseconds = 60_000

const streamed = <T>(
  feed: Feed<T>,
  tail: number,
  follow: boolean,
  closing: AbortSignal,
  keep: (item: T) => boolean,
): Response => {
  const encoder = new TextEncoder()
  const lines = (items: readonly T[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join('')
  const headers = { 'Content-Type': 'application/x-ndjson' }
  if (!follow) return new Response(lines(feed.tail(tail, keep)), { headers })
  const gone = new AbortController()
  const leave = (): void => {
    gone.abort()
  }
  closing.addEventListener('abort', leave)
  // Asked for over a connection that was open when the end began: nothing more will come, and it must not hold up the end.
  if (closing.aborted) leave()
  const batches = feed.follow(tail, gone.signal, keep)
  let beat: NodeJS.Timeout | undefined
  let begun = false
  const end = (): void => {
    clearInterval(beat)
    closing.removeEventListener('abort', leave)
    gone.abort()
  }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      beat = setInterval(() => {
        controller.enqueue(encoder.encode('\n'))
      }, heartbeatMilliseconds)
    },
    pull: async (controller) => {
      const next = await batches.next()
      if (next.done === true) {
        end()
        controller.close()
        return
      }
      // An empty line ends what was there already, be it nothing: the asker learns at once that it has got all of it.
      controller.enqueue(encoder.encode(`${lines(next.value)}${begun ? '' : '\n'}`))
      begun = true
    },
    cancel: end,
  })
  return new Response(body, { headers })
}

const tailOf = (text: string | undefined, fallback: number): number => {
  const count = Number(text ?? fallback)
  return Number.isInteger(count) && count >= 0 ? Math.min(count, 10_000) : fallback
}

/** The panel's own door, below /practice/: only who can read process.json has the token. */
export const control = (parts: ControlParts): Hono => {
  const app = new Hono()
  const expected = digest(`Bearer ${parts.token}`)
  app.use('/practice/*', async (call, next) => {
    if (!timingSafeEqual(digest(call.req.header('authorization') ?? ''), expected))
      return call.json(
        { code: 401, message: '401 Unauthorized: the control token is missing or wrong.' },
        401,
      )
    return next()
  })
  app.get('/practice/status', async (call) => {
    const services = await parts.services()
    const status = { pid: process.pid, port: parts.port, startedAt: parts.startedAt, services: [...services] }
    return call.json(status satisfies PracticeStatus)
  })
  app.get('/practice/logs', (call) => {
    const name = serviceName.safeParse(call.req.query('service'))
    if (!name.success) return call.json({ code: 400, message: '400 Bad Request: service is unknown.' }, 400)
    const follow = call.req.query('follow') !== undefined
    const tail = tailOf(call.req.query('tail'), 400)
    return streamed(parts.log.lines, tail, follow, parts.closing, (line) => line.service === name.data)
  })
  app.get('/practice/requests', (call) => {
    const follow = call.req.query('follow') !== undefined
    const tail = tailOf(call.req.query('tail'), 200)
    return streamed(parts.requests.entries, tail, follow, parts.closing, () => true)
  })
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
