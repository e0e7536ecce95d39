import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectSocket, type Socket } from '../../../src/renderer/bridge/socket-bridge'
import { longestMessage } from '../../../src/shared/wire'

/** Stands for a WebSocket: what was sent, and levers for what the other side does. */
class FakeSocket extends EventTarget implements Socket {
  readyState = 0
  readonly sent: { kind: string; id: number; channel?: string; input?: unknown }[] = []
  send(text: string): void {
    if (this.readyState !== 1) throw new Error('The socket is not open.')
    this.sent.push(JSON.parse(text))
  }
  stand(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  drop(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
  tell(reply: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(reply) }))
  }
}

const connected = () => {
  const sockets: FakeSocket[] = []
  let wake = (): void => undefined
  const bridge = connectSocket({
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    onWake: (callback) => {
      wake = callback
    },
  })
  const last = (): FakeSocket => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('No socket was opened.')
    return socket
  }
  return { bridge, sockets, last, wake: () => wake() }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const value = { ok: true, value: ['a'] }

describe('a call', () => {
  it('is answered by the answer of its own id', async () => {
    const { bridge, last } = connected()
    last().stand()
    const one = bridge.call('schemas.list', undefined)
    const two = bridge.call('tables.list', undefined)
    const [first, second] = last().sent
    last().tell({ kind: 'answer', id: second?.id, envelope: { ok: true, value: [] } })
    last().tell({ kind: 'answer', id: first?.id, envelope: value })
    expect(await one.answer).toEqual(value)
    expect(await two.answer).toEqual({ ok: true, value: [] })
  })

  it('made before the socket stands is sent when it does', async () => {
    const { bridge, last } = connected()
    const pending = bridge.call('schemas.list', undefined)
    expect(last().sent).toEqual([])
    last().stand()
    last().tell({ kind: 'answer', id: last().sent[0]?.id, envelope: value })
    expect(await pending.answer).toEqual(value)
  })

  it('under way when the connection breaks fails, and says that it may have been done', async () => {
    const { bridge, last } = connected()
    last().stand()
    const pending = bridge.call('fleet.materialize', undefined)
    last().drop()
    expect(await pending.answer).toMatchObject({
      ok: false,
      error: { code: 'DISCONNECTED', fix: expect.stringContaining('Look whether it was done') },
    })
  })

  it('is not sent a second time after a reconnect', async () => {
    const { bridge, last } = connected()
    last().stand()
    const pending = bridge.call('fleet.materialize', undefined)
    last().drop()
    await pending.answer
    await vi.advanceTimersByTimeAsync(250)
    last().stand()
    expect(last().sent).toEqual([])
  })

  it('made in the gap fails when the next try does', async () => {
    const { bridge, last } = connected()
    last().stand()
    last().drop()
    const pending = bridge.call('schemas.list', undefined)
    await vi.advanceTimersByTimeAsync(250)
    last().drop()
    expect(await pending.answer).toMatchObject({ ok: false, error: { code: 'DISCONNECTED' } })
  })

  it('that is cancelled tells the core', () => {
    const { bridge, last } = connected()
    last().stand()
    const pending = bridge.call('fleet.up', undefined)
    pending.cancel()
    const id = last().sent[0]?.id
    expect(last().sent[1]).toEqual({ kind: 'end', id })
    last().tell({ kind: 'answer', id, envelope: value })
    pending.cancel()
    expect(last().sent).toHaveLength(2)
  })

  it('cancelled before it was sent is never sent', async () => {
    const { bridge, last } = connected()
    const pending = bridge.call('fleet.up', undefined)
    pending.cancel()
    expect(await pending.answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    last().stand()
    expect(last().sent).toEqual([])
  })

  it.each([
    ['x', longestMessage],
    ['ü', longestMessage / 2],
    ['🧠', longestMessage / 4],
  ])('too long for a message (%s) is refused here, not by a broken connection', async (letter, count) => {
    const { bridge, last } = connected()
    last().stand()
    const pending = bridge.call('terminal.write', { session: 's', data: letter.repeat(count) })
    expect(await pending.answer).toMatchObject({ ok: false, error: { code: 'TOO_LARGE' } })
    expect(last().sent).toEqual([])
  })
})

describe('a stream', () => {
  it('passes its items on, and its end once', () => {
    const { bridge, last } = connected()
    last().stand()
    const items: unknown[] = []
    let ends = 0
    bridge.stream(
      'fleet.watch',
      undefined,
      (item) => items.push(item),
      () => ends++,
    )
    const id = last().sent[0]?.id
    last().tell({ kind: 'item', id, envelope: value })
    last().tell({ kind: 'ended', id })
    last().tell({ kind: 'ended', id })
    last().tell({ kind: 'item', id, envelope: value })
    expect(items).toEqual([value])
    expect(ends).toBe(1)
  })

  it('that was given up tells the core and hears nothing more, not even its end', () => {
    const { bridge, last } = connected()
    last().stand()
    const items: unknown[] = []
    let ends = 0
    const giveUp = bridge.stream(
      'fleet.watch',
      undefined,
      (item) => items.push(item),
      () => ends++,
    )
    const id = last().sent[0]?.id
    giveUp()
    giveUp()
    last().tell({ kind: 'item', id, envelope: value })
    last().tell({ kind: 'ended', id })
    expect(last().sent.slice(1)).toEqual([{ kind: 'end', id }])
    expect(items).toEqual([])
    expect(ends).toBe(0)
  })

  it('tells of the gap once, is opened again, and goes on', async () => {
    const { bridge, last } = connected()
    last().stand()
    const items: unknown[] = []
    let ends = 0
    bridge.stream(
      'fleet.logs',
      { service: 'mat' },
      (item) => items.push(item),
      () => ends++,
    )
    const [request] = last().sent
    last().drop()
    for (const delay of [250, 500, 1000]) {
      await vi.advanceTimersByTimeAsync(delay)
      last().drop()
    }
    await vi.advanceTimersByTimeAsync(2000)
    last().stand()
    expect(last().sent).toEqual([request])
    last().tell({ kind: 'item', id: request?.id, envelope: value })
    expect(items).toEqual([expect.objectContaining({ ok: false }), value])
    expect(ends).toBe(0)
  })

  it('that is opened in the gap is told of it, too, and opened when the socket stands again', () => {
    const { bridge, last } = connected()
    last().stand()
    last().drop()
    const items: unknown[] = []
    bridge.stream(
      'fleet.watch',
      undefined,
      (item) => items.push(item),
      () => undefined,
    )
    expect(items).toMatchObject([{ ok: false, error: { code: 'DISCONNECTED' } }])
    vi.advanceTimersByTime(250)
    last().stand()
    expect(last().sent).toMatchObject([{ kind: 'open', channel: 'fleet.watch' }])
  })

  it('that was given up in the gap is not opened again', async () => {
    const { bridge, last } = connected()
    last().stand()
    const giveUp = bridge.stream(
      'fleet.watch',
      undefined,
      () => undefined,
      () => undefined,
    )
    last().drop()
    giveUp()
    await vi.advanceTimersByTimeAsync(250)
    last().stand()
    expect(last().sent).toEqual([])
  })

  it('that ended is not opened again', async () => {
    const { bridge, last } = connected()
    last().stand()
    bridge.stream(
      'fleet.watch',
      undefined,
      () => undefined,
      () => undefined,
    )
    last().tell({ kind: 'ended', id: last().sent[0]?.id })
    last().drop()
    await vi.advanceTimersByTimeAsync(250)
    last().stand()
    expect(last().sent).toEqual([])
  })
})

describe('reconnecting', () => {
  it('waits longer each time, at most five seconds, and never gives up', async () => {
    const { sockets, last } = connected()
    for (const delay of [250, 500, 1000, 2000, 4000, 5000, 5000]) {
      const before = sockets.length
      last().drop()
      await vi.advanceTimersByTimeAsync(delay - 1)
      expect(sockets).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(sockets).toHaveLength(before + 1)
    }
  })

  it('tries at once when the browser wakes, and not twice', async () => {
    const { sockets, last, wake } = connected()
    last().stand()
    wake()
    expect(sockets).toHaveLength(1)
    last().drop()
    wake()
    wake()
    expect(sockets).toHaveLength(2)
    last().stand()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sockets).toHaveLength(2)
  })
})
