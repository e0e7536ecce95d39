import type { Hono } from 'hono'
import { listen } from '../../src/main/practice/gateway/server'
import { checkUwsgi } from './settings'

interface Process {
  readonly app: Hono
  /** Requests that it has, the one it works on among them. */
  waiting: number
  turn: Promise<unknown>
}

/**
 * A service behind uwsgi: processes that know nothing of each other, each with sessions of its own, and one request at a time in each.
 * Whatever is sent first to an idle one is taken in turn, so that every process has met what the others have.
 */
export const serveUwsgi = async (make: () => Hono): Promise<void> => {
  const processes = Array.from({ length: checkUwsgi() }, (): Process => ({
    app: make(),
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
    const process = next()
    process.waiting += 1
    const answer = process.turn.then(() => process.app.fetch(request, env))
    process.turn = answer.catch(() => undefined)
    try {
      return await answer
    } finally {
      process.waiting -= 1
    }
  }
  await listen(80, () => ({ fetch }), '0.0.0.0')
  process.stdout.write(`*** uWSGI is running in multiple interpreter mode, ${processes.length} processes ***\n`)
}
