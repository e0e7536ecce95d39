import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { socketLimits } from '../../../src/main/serve/socket'
import { longestMessage } from '../../../src/shared/wire'
import { statusOf } from '../api/fake-core'
import { closing, connect, serving, signIn } from './serving'

interface Received {
  readonly kind: string
  readonly id: number
  readonly envelope: {
    readonly ok: boolean
    readonly value?: unknown
    readonly error?: { readonly code: string }
  }
}

/** Messages as they come. */
const inbox = (socket: WebSocket) => {
  const read: Received[] = []
  let wake = (): void => undefined
  socket.on('message', (data: Buffer) => {
    read.push(JSON.parse(data.toString()))
    wake()
  })
  return {
    read,
    async next(): Promise<Received> {
      for (;;) {
        const message = read.shift()
        if (message !== undefined) return message
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

const tell = (socket: WebSocket, message: unknown): void => socket.send(JSON.stringify(message))

describe('opening the socket', () => {
  it.each([
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: '' }, 403],
    [{ host: 'evil.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ cookie: '' }, 401],
    [{ cookie: 'realcave_1=x' }, 401],
  ])('with %j is refused with %i', async (headers, status) => {
    const server = await serving()
    await expect(connect(server, headers)).rejects.toThrow(`status ${status}`)
  })

  it('without an origin, or at another path, is refused', async () => {
    const server = await serving()
    const cookie = await signIn(server)
    const refused = (socket: WebSocket): Promise<number | undefined> =>
      new Promise((resolve) => {
        socket.once('unexpected-response', (_request, response) => resolve(response.statusCode))
        socket.on('error', () => undefined)
      })
    const address = `ws://127.0.0.1:${server.port}`
    expect(await refused(new WebSocket(`${address}/socket`, { headers: { cookie } }))).toBe(403)
    const origin = `http://127.0.0.1:${server.port}`
    expect(await refused(new WebSocket(`${address}/other`, { headers: { cookie, origin } }))).toBe(404)
  })
})

describe('over the socket', () => {
  it('a call is answered under its id', async () => {
    const socket = await connect(await serving())
    const messages = inbox(socket)
    tell(socket, { kind: 'call', id: 7, channel: 'schemas.list' })
    expect(await messages.next()).toEqual({
      kind: 'answer',
      id: 7,
      envelope: { ok: true, value: ['bound_tag'] },
    })
  })

  it('a stream sends items, then its end', async () => {
    const socket = await connect(
      await serving({
        controller: {
          async *watch() {
            yield statusOf()
          },
        },
      }),
    )
    const messages = inbox(socket)
    tell(socket, { kind: 'open', id: 1, channel: 'fleet.watch' })
    expect(await messages.next()).toMatchObject({ kind: 'item', id: 1, envelope: { ok: true } })
    expect(await messages.next()).toEqual({ kind: 'ended', id: 1 })
  })

  it('wrong input is answered, not punished', async () => {
    const socket = await connect(await serving())
    const messages = inbox(socket)
    tell(socket, { kind: 'call', id: 1, channel: 'fleet.down', input: { volumes: 'yes' } })
    expect((await messages.next()).envelope.error?.code).toBe('BAD_INPUT')
    tell(socket, { kind: 'call', id: 2, channel: 'schemas.list' })
    expect((await messages.next()).envelope.ok).toBe(true)
  })

  it('ending a call or a stream aborts its work', async () => {
    const aborted: string[] = []
    const noting = (name: string, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.push(name)
          reject(signal.reason)
        })
      })
    const socket = await connect(
      await serving({
        controller: {
          materialize: (signal) => noting('call', signal),
          async *watch(signal) {
            yield statusOf()
            await noting('stream', signal)
          },
        },
      }),
    )
    const messages = inbox(socket)
    tell(socket, { kind: 'call', id: 1, channel: 'fleet.materialize' })
    tell(socket, { kind: 'open', id: 2, channel: 'fleet.watch' })
    await messages.next()
    tell(socket, { kind: 'end', id: 1 })
    expect((await messages.next()).envelope.error?.code).toBe('CANCELLED')
    tell(socket, { kind: 'end', id: 2 })
    tell(socket, { kind: 'call', id: 3, channel: 'schemas.list' })
    await messages.next()
    expect(aborted).toEqual(['call', 'stream'])
  })

  it('the end of the socket aborts everything that it asked for', async () => {
    let abort: (() => void) | undefined
    const aborted = new Promise<void>((resolve) => {
      abort = resolve
    })
    const socket = await connect(
      await serving({
        controller: {
          async *watch(signal) {
            signal.addEventListener('abort', () => abort?.())
            yield statusOf()
            await new Promise(() => undefined)
          },
        },
      }),
    )
    const messages = inbox(socket)
    tell(socket, { kind: 'open', id: 1, channel: 'fleet.watch' })
    await messages.next()
    socket.terminate()
    await expect(aborted).resolves.toBeUndefined()
  })

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON of another shape', '{"kind":"call"}'],
    ['an unknown kind', '{"kind":"run","id":1,"channel":"fleet.up"}'],
    ['a negative id', '{"kind":"end","id":-1}'],
    ['a fractional id', '{"kind":"end","id":1.5}'],
    ['an endless channel', JSON.stringify({ kind: 'call', id: 1, channel: 'x'.repeat(101) })],
    ['null', 'null'],
    ['nothing', ''],
  ])('%s closes it with 1007 and a reason', async (_name, text) => {
    const socket = await connect(await serving())
    const closed = closing(socket)
    socket.send(text)
    expect(await closed).toEqual({ code: 1007, reason: 'not a message of the panel' })
  })

  it('a binary message closes it', async () => {
    const socket = await connect(await serving())
    const closed = closing(socket)
    socket.send(Buffer.from('{"kind":"end","id":1}'))
    expect((await closed).code).toBe(1007)
  })

  it('a message over the limit closes it with 1009; one at the limit is read', async () => {
    const socket = await connect(await serving())
    const messages = inbox(socket)
    const frame = '{"kind":"call","id":1,"channel":"schemas.list","input":""}'
    socket.send(frame.replace('""', `"${'x'.repeat(longestMessage - frame.length)}"`))
    expect((await messages.next()).envelope.error?.code).toBe('BAD_INPUT')
    const closed = closing(socket)
    socket.send('x'.repeat(longestMessage + 1))
    expect((await closed).code).toBe(1009)
  })

  it('an id that is in use closes it with 1008', async () => {
    const socket = await connect(
      await serving({ controller: { materialize: () => new Promise(() => undefined) } }),
    )
    const closed = closing(socket)
    tell(socket, { kind: 'call', id: 1, channel: 'fleet.materialize' })
    tell(socket, { kind: 'call', id: 1, channel: 'fleet.materialize' })
    expect((await closed).code).toBe(1008)
  })

  it('streams and calls beyond the limit are refused, the others live on', async () => {
    const socket = await connect(
      await serving({
        controller: {
          materialize: () => new Promise(() => undefined),
          async *watch() {
            await new Promise(() => undefined)
            yield statusOf()
          },
        },
      }),
    )
    const messages = inbox(socket)
    for (let id = 0; id < socketLimits.calls; id++)
      tell(socket, { kind: 'call', id, channel: 'fleet.materialize' })
    tell(socket, { kind: 'call', id: 500, channel: 'fleet.materialize' })
    expect(await messages.next()).toMatchObject({
      kind: 'answer',
      id: 500,
      envelope: { error: { code: 'TOO_LARGE' } },
    })
    for (let id = 100; id < 100 + socketLimits.streams; id++)
      tell(socket, { kind: 'open', id, channel: 'fleet.watch' })
    tell(socket, { kind: 'open', id: 501, channel: 'fleet.watch' })
    expect(await messages.next()).toMatchObject({ kind: 'item', id: 501 })
    expect(await messages.next()).toEqual({ kind: 'ended', id: 501 })
    expect(socket.readyState).toBe(WebSocket.OPEN)
  })

  it('a browser that does not read pauses its stream instead of filling the memory', async () => {
    const made = { items: 0 }
    const text = 'x'.repeat(100_000)
    const server = await serving({
      controller: {
        async *watch(signal) {
          while (!signal.aborted) {
            made.items += 1
            yield statusOf({ reason: text })
          }
        },
      },
    })
    const socket = await connect(server)
    socket.pause()
    tell(socket, { kind: 'open', id: 1, channel: 'fleet.watch' })
    // Wait until the stream stands still: the same count at two looks.
    let before = -1
    while (before !== made.items || made.items === 0) {
      before = made.items
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    // The kernel's buffers hold a few megabytes of loopback traffic beside ours.
    expect(made.items).toBeLessThan(200)
    socket.resume()
    await expect.poll(() => made.items).toBeGreaterThan(before)
  })

  it('closing the server tells the panel', async () => {
    const server = await serving()
    const socket = await connect(server)
    const closed = closing(socket)
    await server.close()
    expect([1001, 1006]).toContain((await closed).code)
  })
})

describe('a port that is taken', () => {
  it('is named, with a way on', async () => {
    const server = await serving()
    const { servePanel } = await import('../../../src/main/serve/server')
    const other = servePanel({
      dispatcher: { call: () => Promise.reject(new Error()), stream: () => JSON.parse('null') },
      files: { find: () => undefined },
      port: server.port,
    })
    await expect(other).rejects.toMatchObject({
      info: { code: 'PORT_TAKEN', what: expect.stringContaining(String(server.port)) },
    })
  })
})
