import { vi } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import type { Envelope } from '../../../src/shared/envelope'

interface OpenStream {
  readonly channel: string
  readonly input: unknown
  /** `never` fits every channel: a test tells what the channel declares. */
  readonly item: (envelope: Envelope<never>) => void
  readonly ended: () => void
  readonly dispose: () => void
}

interface AskedCall {
  readonly channel: string
  readonly input: unknown
  readonly answer: (envelope: Envelope<never>) => void
  readonly cancel: () => void
}

/** A core that does nothing by itself: the test answers, tells and ends. */
export const manualBridge = () => {
  const streams: OpenStream[] = []
  const calls: AskedCall[] = []
  const bridge: Bridge = {
    shell: 'browser',
    call: (channel, input) => {
      const cancel = vi.fn<() => void>()
      const answer = new Promise<Envelope<never>>((resolve) => {
        calls.push({ channel, input, answer: resolve, cancel })
      })
      return { answer, cancel }
    },
    stream: (channel, input, item, ended) => {
      const dispose = vi.fn<() => void>()
      streams.push({ channel, input, item, ended, dispose })
      return dispose
    },
  }
  return { bridge, streams, calls }
}

/** What a core tells: typed as whatever the channel declares, for a test writes it by hand. */
export const good = (value: unknown): Envelope<never> => {
  const envelope: { ok: true; value: never } = Object.assign(Object.create(null), { ok: true, value })
  return envelope
}

export const refusal = (
  code: 'FLEET_DOWN' | 'DISCONNECTED' | 'TERMINAL_CLOSED' | 'DATABASE_FAILED',
): Envelope<never> => ({
  ok: false,
  error: { code, what: `${code} happened.`, why: 'For a test.', fix: 'Nothing to do.' },
})
