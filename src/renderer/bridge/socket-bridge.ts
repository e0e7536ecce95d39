import type { Bridge, Pending } from '../../shared/bridge'
import type { Answer, Asked, CallName, StreamName } from '../../shared/contract'
import type { Envelope } from '../../shared/envelope'
import { longestMessage, type WireRequest } from '../../shared/wire'
import { disconnected, lostAnswer, neverSent, tooLong } from './refusals'

/** As much of a WebSocket as the bridge uses. */
export interface Socket extends EventTarget {
  readonly readyState: number
  send(text: string): void
}

export interface SocketOptions {
  readonly open: () => Socket
  /** Registers what to do when the browser may have come back: a try at once. */
  readonly onWake: (wake: () => void) => void
}

/** The core answers what was asked for, so the channel's own type stands; `never` fits each of them. */
interface Received {
  readonly kind: 'answer' | 'item' | 'ended'
  readonly id: number
  readonly envelope: Envelope<never>
}

interface OpenStream {
  readonly request: string
  readonly item: (envelope: Envelope<never>) => void
  readonly ended: () => void
}

const connected = 1
const firstDelay = 250
const longestDelay = 5000

const encoded = (request: WireRequest): string | undefined => {
  const text = JSON.stringify(request)
  // UTF-16 units first: only a text near the limit is worth measuring in bytes.
  if (text.length > longestMessage) return undefined
  return text.length * 3 > longestMessage && new TextEncoder().encode(text).length > longestMessage
    ? undefined
    : text
}

/**
 * The contract over a socket that may break. Streams are opened again after a reconnect and tell of the gap with a refusal;
 * calls under way fail, for whether they were done is not known; a call made in the gap waits for the connection.
 */
export const connectSocket = ({ open, onWake }: SocketOptions): Bridge => {
  const calls = new Map<number, (envelope: Envelope<never>) => void>()
  const streams = new Map<number, OpenStream>()
  /** Calls of the gap, sent as soon as the socket stands. */
  const waiting = new Map<number, string>()
  let lastId = 0
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let socket = connect()

  function connect(): Socket {
    const next = open()
    next.addEventListener('open', () => {
      failures = 0
      for (const stream of streams.values()) next.send(stream.request)
      for (const request of waiting.values()) next.send(request)
      waiting.clear()
    })
    next.addEventListener('message', (event) => {
      if (event instanceof MessageEvent) receive(JSON.parse(event.data))
    })
    next.addEventListener('close', () => {
      if (next === socket) lost()
    })
    return next
  }

  function receive({ kind, id, envelope }: Received): void {
    if (kind === 'answer') {
      const settle = calls.get(id)
      calls.delete(id)
      settle?.(envelope)
    } else if (kind === 'item') {
      streams.get(id)?.item(envelope)
    } else {
      const stream = streams.get(id)
      streams.delete(id)
      stream?.ended()
    }
  }

  function lost(): void {
    // Copies, for whoever is told may ask again at once.
    const [cutStreams, cutCalls, unsent] = [
      Array.from(streams.values()),
      Array.from(calls),
      new Set(waiting.keys()),
    ]
    calls.clear()
    waiting.clear()
    // However many tries fail, the gap is told once.
    if (failures === 0) for (const stream of cutStreams) stream.item(disconnected)
    for (const [id, settle] of cutCalls) settle(unsent.has(id) ? disconnected : lostAnswer)
    const delay = Math.min(firstDelay * 2 ** failures, longestDelay)
    failures += 1
    retry = setTimeout(again, delay)
  }

  function again(): void {
    clearTimeout(retry)
    retry = undefined
    socket = connect()
  }

  onWake(() => {
    if (retry !== undefined) again()
  })

  const send = (text: string): void => {
    if (socket.readyState === connected) socket.send(text)
  }

  return {
    shell: 'browser',

    call<K extends CallName>(channel: K, input: Asked<K>): Pending<Answer<K>> {
      const id = ++lastId
      const text = encoded({ kind: 'call', id, channel, input })
      if (text === undefined) return { answer: Promise.resolve(tooLong), cancel: () => undefined }
      const answer = new Promise<Envelope<Answer<K>>>((resolve) => calls.set(id, resolve))
      if (socket.readyState === connected) socket.send(text)
      else waiting.set(id, text)
      return {
        answer,
        cancel() {
          if (waiting.delete(id)) receive({ kind: 'answer', id, envelope: neverSent })
          else if (calls.has(id)) send(JSON.stringify({ kind: 'end', id } satisfies WireRequest))
        },
      }
    },

    stream<K extends StreamName>(
      channel: K,
      input: Asked<K>,
      item: (envelope: Envelope<Answer<K>>) => void,
      ended: () => void,
    ) {
      const id = ++lastId
      const request = encoded({ kind: 'open', id, channel, input })
      if (request === undefined) {
        item(tooLong)
        ended()
        return () => undefined
      }
      streams.set(id, { request, item, ended })
      // One that is opened in the gap is told of it, too.
      if (failures > 0) item(disconnected)
      send(request)
      return () => {
        if (streams.delete(id)) send(JSON.stringify({ kind: 'end', id } satisfies WireRequest))
      }
    },
  }
}
