import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { contract } from '../../../src/shared/contract'
import {
  callMessage,
  endMessage,
  endedMessage,
  itemMessage,
  openMessage,
} from '../../../src/shared/electron-channels'
import type { Dispatcher } from '../../../src/main/api/dispatcher'
import { registerContract, type Page, type Registry } from '../../../src/main/app/ipc'

class FakePage extends EventEmitter implements Page {
  readonly sent: unknown[][] = []
  gone = false
  isDestroyed(): boolean {
    return this.gone
  }
  send(...message: unknown[]): void {
    if (this.gone) throw new Error('the page is gone')
    this.sent.push(message)
  }
}

const own = { url: 'realcave://panel/', parent: null }
const foreign = { url: 'https://example.org/', parent: null }

/** Stands for Electron's ipcMain: what was registered, by name. */
class FakeRegistry implements Registry {
  readonly handles = new Map<string, Parameters<Registry['handle']>[1]>()
  readonly listeners = new Map<string, Parameters<Registry['on']>[1]>()
  handle(...[name, handler]: Parameters<Registry['handle']>): void {
    this.handles.set(name, handler)
  }
  on(...[name, listener]: Parameters<Registry['on']>): void {
    this.listeners.set(name, listener)
  }
  invoke(name: string, page: FakePage, id: unknown, input?: unknown, senderFrame = own): Promise<unknown> {
    const handler = this.handles.get(name)
    if (!handler) throw new Error(`nobody handles ${name}`)
    return handler({ sender: page, senderFrame }, id, input)
  }
  tell(name: string, page: FakePage, id: unknown, input?: unknown, senderFrame = own): void {
    this.listeners.get(name)?.({ sender: page, senderFrame }, id, input)
  }
}

const set = (dispatcher: Partial<Dispatcher>) => {
  const registry = new FakeRegistry()
  registerContract(registry, {
    call: () => Promise.reject(new Error('not expected')),
    stream: () => {
      throw new Error('not expected')
    },
    ...dispatcher,
  })
  return { registry, page: new FakePage() }
}

const ok = (value: unknown) => ({ ok: true, value }) as const

describe('the contract over Electron', () => {
  it('registers every channel once, and nothing else but the end of one', () => {
    const { registry } = set({})
    const calls = Object.entries(contract).filter(([, { kind }]) => kind === 'call')
    const streams = Object.entries(contract).filter(([, { kind }]) => kind === 'stream')
    expect([...registry.handles.keys()].sort()).toEqual(calls.map(([name]) => callMessage(name)).sort())
    expect([...registry.listeners.keys()].sort()).toEqual(
      [...streams.map(([name]) => openMessage(name)), endMessage].sort(),
    )
  })

  it('answers a call with what the dispatcher said', async () => {
    const { registry, page } = set({ call: async (name, input) => ok([name, input]) })
    await expect(registry.invoke(callMessage('fleet.up'), page, 1, { a: 1 })).resolves.toEqual(
      ok(['fleet.up', { a: 1 }]),
    )
  })

  it('asks the dispatcher nothing for a foreign page', async () => {
    const { registry, page } = set({})
    await expect(
      registry.invoke(callMessage('fleet.up'), page, 1, undefined, foreign),
    ).resolves.toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    })
  })

  it.each([undefined, 'one', 1.5, Number.NaN])('refuses the id %s', async (id) => {
    const { registry, page } = set({})
    await expect(registry.invoke(callMessage('fleet.up'), page, id)).resolves.toMatchObject({ ok: false })
  })

  it('aborts a call when its page says so', async () => {
    const { registry, page } = set({
      call: (_name, _input, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(ok('aborted')))
        }),
    })
    const answer = registry.invoke(callMessage('fleet.up'), page, 7)
    registry.tell(endMessage, page, 7)
    await expect(answer).resolves.toEqual(ok('aborted'))
  })

  it('does not let a foreign page abort', async () => {
    let aborted = false
    const { registry, page } = set({
      call: async (_name, _input, signal) => {
        await Promise.resolve()
        aborted = signal.aborted
        return ok('done')
      },
    })
    const answer = registry.invoke(callMessage('fleet.up'), page, 7)
    registry.tell(endMessage, page, 7, undefined, foreign)
    await answer
    expect(aborted).toBe(false)
  })

  it('sends the items of a stream in order, then its end', async () => {
    const { registry, page } = set({
      async *stream() {
        yield ok(1)
        yield ok(2)
      },
    })
    registry.tell(openMessage('fleet.watch'), page, 3)
    await vi.waitFor(() => expect(page.sent.at(-1)).toEqual([endedMessage, 3]))
    expect(page.sent).toEqual([
      [itemMessage, 3, ok(1)],
      [itemMessage, 3, ok(2)],
      [endedMessage, 3],
    ])
  })

  it.each(['destroyed', 'render-process-gone'])('ends everything of a page at %s', async (event) => {
    const signals: AbortSignal[] = []
    const { registry, page } = set({
      async *stream(_name, _input, signal) {
        signals.push(signal)
        yield ok('first')
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
    })
    registry.tell(openMessage('fleet.watch'), page, 1)
    registry.tell(openMessage('data.changes'), page, 2)
    await vi.waitFor(() => expect(signals).toHaveLength(2))
    page.gone = event === 'destroyed'
    page.emit(event)
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  it('ends everything of a page that loads anew, but not of one that moves within itself', async () => {
    const signals: AbortSignal[] = []
    const { registry, page } = set({
      async *stream(_name, _input, signal) {
        signals.push(signal)
        yield ok('first')
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
    })
    registry.tell(openMessage('fleet.watch'), page, 1)
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    expect(signals[0]?.aborted).toBe(false)
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    expect(signals[0]?.aborted).toBe(true)
  })

  it('takes an id only once while it is in use, and again afterwards', async () => {
    const waiting: (() => void)[] = []
    const { registry, page } = set({
      call: () => new Promise((resolve) => waiting.push(() => resolve(ok('done')))),
    })
    const first = registry.invoke(callMessage('fleet.up'), page, 1)
    await expect(registry.invoke(callMessage('fleet.up'), page, 1)).resolves.toMatchObject({ ok: false })
    expect(waiting).toHaveLength(1)
    // Another page has ids of its own.
    const other = registry.invoke(callMessage('fleet.up'), new FakePage(), 1)
    for (const end of waiting) end()
    await expect(Promise.all([first, other])).resolves.toEqual([ok('done'), ok('done')])
    const again = registry.invoke(callMessage('fleet.up'), page, 1)
    waiting.at(-1)?.()
    await expect(again).resolves.toEqual(ok('done'))
  })

  it('answers a dispatcher that breaks with a failure, and frees the id', async () => {
    const { registry, page } = set({})
    const broken = { ok: false, error: { code: 'INTERNAL' } }
    await expect(registry.invoke(callMessage('fleet.up'), page, 1)).resolves.toMatchObject(broken)
    await expect(registry.invoke(callMessage('fleet.up'), page, 1)).resolves.toMatchObject({
      error: { why: expect.stringContaining('not expected') },
    })
  })

  it('tells a stream that breaks as its last item, then its end', async () => {
    const { registry, page } = set({
      async *stream() {
        yield ok(1)
        throw new Error('it broke')
      },
    })
    registry.tell(openMessage('fleet.watch'), page, 3)
    await vi.waitFor(() => expect(page.sent.at(-1)).toEqual([endedMessage, 3]))
    expect(page.sent).toEqual([
      [itemMessage, 3, ok(1)],
      [itemMessage, 3, expect.objectContaining({ ok: false })],
      [endedMessage, 3],
    ])
  })

  it('opens no stream for a foreign page', async () => {
    const { registry, page } = set({})
    registry.tell(openMessage('fleet.watch'), page, 3, undefined, foreign)
    await vi.waitFor(() => expect(page.sent.at(-1)).toEqual([endedMessage, 3]))
    expect(page.sent[0]).toEqual([
      itemMessage,
      3,
      expect.objectContaining({ error: expect.objectContaining({ code: 'BAD_INPUT' }) }),
    ])
  })

  it('sends nothing more of a stream that its page has ended', async () => {
    let made = (): void => undefined
    const { registry, page } = set({
      async *stream() {
        yield ok('first')
        await new Promise<void>((resolve) => (made = resolve))
        yield ok('late')
      },
    })
    registry.tell(openMessage('fleet.watch'), page, 3)
    await vi.waitFor(() => expect(page.sent).toHaveLength(1))
    registry.tell(endMessage, page, 3)
    made()
    await vi.waitFor(() => expect(page.sent.at(-1)).toEqual([endedMessage, 3]))
    expect(page.sent).toEqual([
      [itemMessage, 3, ok('first')],
      [endedMessage, 3],
    ])
  })
})
