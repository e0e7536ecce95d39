import type { Hono } from 'hono'
import { listen } from '../../src/main/practice/gateway/server'
import { checkUwsgi } from './settings'

interface Process {
  readonly app: Hono
  readonly id: number
  /** Requests that it has, the one it works on among them. */
  waiting: number
  turn: Promise<unknown>
}

/** Of the first process, as in a container where the master and what starts it come before. */
const firstId = 12

/** uwsgi's line for a request. */
const told = (id: number, request: Request, status: number): string => {
  const { pathname, search } = new URL(request.url)
  const asked = `{40 vars in 600 bytes} [${new Date().toUTCString()}] ${request.method} ${pathname}${search}`
  return `[pid: ${id}|app: 0|req: 1/1] 172.18.0.2 () ${asked} => generated 1 bytes in 1 msecs (HTTP/1.1 ${status})`
}

/**
 * A service behind uwsgi: processes that know nothing of each other, each with sessions of its own, and one request at a time in each.
 * Whatever is sent first to an idle one is taken in turn, so that every process has met what the others have.
 */
export const serveUwsgi = async (make: () => Hono): Promise<void> => {
  const processes = Array.from({ length: checkUwsgi() }, (_, index): Process => ({
    app: make(),
    id: firstId + index,
    waiting: 0,
    turn: Promise.resolve(),
  }))
  let last = 0
  const next = (): Process => {
    const order = processes.map((_, index) => (last + 1 + index) % processes.length)
    const idlest = Math.min(...processes.map(({ waiting }) => waiting))
    last = order.find((index) => processes[index]?.waiting === idlest) ?? 0
    const found = processes[last]
    if (found === undefined) throw new Error('UWSGI_PROCESSES has to be 1 at least.')
    return found
  }
  const fetch: Hono['fetch'] = async (request, env) => {
    const taken = next()
    taken.waiting += 1
    const answered = taken.turn.then(() => taken.app.fetch(request, env))
    taken.turn = answered.catch(() => undefined)
    try {
      const answer = await answered
      process.stdout.write(`${told(taken.id, request, answer.status)}\n`)
      return answer
    } finally {
      taken.waiting -= 1
    }
  }
  await listen(80, () => ({ fetch }), '0.0.0.0')
  process.stdout.write(
    `*** uWSGI is running in multiple interpreter mode, ${processes.length} processes ***\n`,
  )
}
