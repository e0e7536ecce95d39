import { setMaxListeners } from 'node:events'
import type { WebSocket } from 'ws'
import type { Dispatcher } from '../api/dispatcher'
import type { Envelope } from '../../shared/envelope'
import { wireRequest, type WireReply, type WireRequest } from '../../shared/wire'

export const socketLimits = {
  /** Streams and calls of one panel at a time; a panel with every view open has about ten. */
  streams: 64,
  calls: 64,
  /** Bytes that may wait for a slow browser before its streams pause. */
  waiting: 1_048_576,
  /** Between two signs of life, in milliseconds: a browser that sleeps or vanishes is noticed within two of them. */
  heartbeat: 30_000,
} as const

/** Close codes of RFC 6455: data that is no such message, and a message against the rules. */
const notAMessage = 1007
const againstTheRules = 1008

const tooMany = (what: string, most: number): Envelope<never> => ({
  ok: false,
  error: {
    code: 'TOO_LARGE',
    what: `Too many ${what} at once.`,
    why: `One panel may have ${most}.`,
    fix: 'Wait for one to end, or reload the page.',
  },
})

/** Undefined where the text is no message of the wire. */
const read = (data: string): WireRequest | undefined => {
  try {
    const result = wireRequest.safeParse(JSON.parse(data))
    return result.success ? result.data : undefined
  } catch {
    // Not JSON: the caller closes the socket and says so.
    return undefined
  }
}

/** Serves one panel over its socket, until either side closes it. */
export const serveSocket = (socket: WebSocket, dispatcher: Dispatcher): void => {
  const works = new Map<number, { readonly kind: 'call' | 'stream'; readonly controller: AbortController }>()
  const count = (kind: 'call' | 'stream'): number =>
    [...works.values()].filter((work) => work.kind === kind).length

  /** Resolves when the next item may be sent: at once, or when the slow browser has taken this one. */
  const send = (reply: WireReply): Promise<void> => {
    if (socket.readyState !== socket.OPEN) return Promise.resolve()
    if (socket.bufferedAmount < socketLimits.waiting) {
      socket.send(JSON.stringify(reply))
      return Promise.resolve()
    }
    // An error here is the socket's end, which aborts the work.
    return new Promise((resolve) => socket.send(JSON.stringify(reply), () => resolve()))
  }

  const call = async (id: number, channel: string, input: unknown, signal: AbortSignal): Promise<void> => {
    const envelope = await dispatcher.call(channel, input, signal)
    works.delete(id)
    await send({ kind: 'answer', id, envelope })
  }

  const pump = async (id: number, channel: string, input: unknown, signal: AbortSignal): Promise<void> => {
    for await (const envelope of dispatcher.stream(channel, input, signal)) {
      await send({ kind: 'item', id, envelope })
      // The `close` event may be behind a source that never rests.
      if (signal.aborted || socket.readyState !== socket.OPEN) break
    }
    works.delete(id)
    if (!signal.aborted) await send({ kind: 'ended', id })
  }

  const take = (request: WireRequest): void => {
    if (request.kind === 'end') {
      works.get(request.id)?.controller.abort()
      return
    }
    const { id, channel, input } = request
    if (works.has(id)) return socket.close(againstTheRules, `id ${id} is in use`)
    const kind = request.kind === 'call' ? 'call' : 'stream'
    const most = kind === 'call' ? socketLimits.calls : socketLimits.streams
    if (count(kind) >= most) {
      void send({ kind: kind === 'call' ? 'answer' : 'item', id, envelope: tooMany(`${kind}s`, most) })
      if (kind === 'stream') void send({ kind: 'ended', id })
      return
    }
    const controller = new AbortController()
    // Parts that work side by side all listen to it.
    setMaxListeners(0, controller.signal)
    works.set(id, { kind, controller })
    void (kind === 'call' ? call : pump)(id, channel, input, controller.signal)
  }

  let alive = true
  const heartbeat = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, socketLimits.heartbeat)

  socket.on('pong', () => {
    alive = true
  })
  socket.on('message', (data: Buffer, binary: boolean) => {
    alive = true
    const request = binary ? undefined : read(data.toString('utf8'))
    if (request === undefined) socket.close(notAMessage, 'not a message of the panel')
    else take(request)
  })
  // A broken or oversized frame: ws closes the socket with the code that belongs to it, and `close` cleans up.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearInterval(heartbeat)
    for (const work of works.values()) work.controller.abort()
    works.clear()
  })
}
