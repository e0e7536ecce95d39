import { describe, expect, it, vi } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import type { Envelope } from '../../../src/shared/envelope'
import { Failure } from '../../../src/shared/errors'
import { ask } from '../../../src/renderer/core/ask'

const bridgeOf = (answer: Promise<Envelope<never>>, cancel = vi.fn<() => void>()): Bridge => ({
  shell: 'browser',
  call: () => ({ answer, cancel }),
  stream: () => () => undefined,
})

const refusal = { code: 'FLEET_DOWN', what: 'No rows.', why: 'It is down.', fix: 'Start it.' } as const

describe('asking the core', () => {
  it('rejects with the failure that the core told, word for word', async () => {
    const bridge = bridgeOf(Promise.resolve({ ok: false, error: refusal }))
    const asked = ask(bridge, 'tables.list', undefined)
    await expect(asked).rejects.toBeInstanceOf(Failure)
    await expect(asked).rejects.toMatchObject({ info: refusal })
  })

  it('turns a broken transport into a failure with a fix', async () => {
    const bridge = bridgeOf(Promise.reject(new Error('socket gone')))
    await expect(ask(bridge, 'tables.list', undefined)).rejects.toMatchObject({
      info: { code: 'INTERNAL', why: 'socket gone' },
    })
  })

  it('cancels in the core when its signal aborts', async () => {
    const cancel = vi.fn<() => void>()
    const controller = new AbortController()
    const never = new Promise<Envelope<never>>(() => undefined)
    void ask(bridgeOf(never, cancel), 'fleet.up', undefined, controller.signal)
    expect(cancel).not.toHaveBeenCalled()
    controller.abort()
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('cancels at once with a signal that had been aborted before', () => {
    const cancel = vi.fn<() => void>()
    const never = new Promise<Envelope<never>>(() => undefined)
    void ask(bridgeOf(never, cancel), 'fleet.up', undefined, AbortSignal.abort())
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('cancels no more once it has its answer', async () => {
    const cancel = vi.fn<() => void>()
    const controller = new AbortController()
    const refused = bridgeOf(Promise.resolve({ ok: false, error: refusal }), cancel)
    await expect(ask(refused, 'tables.list', undefined, controller.signal)).rejects.toThrow('No rows.')
    controller.abort()
    expect(cancel).not.toHaveBeenCalled()
  })
})
