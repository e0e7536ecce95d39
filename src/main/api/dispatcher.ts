import {
  contract,
  isChannelName,
  type CallName,
  type ChannelName,
  type StreamName,
} from '../../shared/contract'
import type { Handlers } from '../../shared/contract/handlers'
import type { Envelope } from '../../shared/envelope'
import { Failure, cancelled, toFailure } from '../../shared/errors'
import { badInput, faults } from './bad-input'
import { until } from './until'

/** Takes what a transport received, untrusted, and answers in envelopes. Nothing is thrown. */
export interface Dispatcher {
  call(name: unknown, input: unknown, signal: AbortSignal): Promise<Envelope<unknown>>
  stream(name: unknown, input: unknown, signal: AbortSignal): AsyncIterable<Envelope<unknown>>
}

/** Told of what is our own mistake, so that it lands in the journal. */
export type Complain = (channel: string, problem: string) => void

/**
 * A handler whose input is not known to the compiler any more. Method syntax compares parameters both ways; the parse with the
 * channel's own schema, just before, makes it true.
 */
interface Callable {
  run(input: unknown, signal: AbortSignal): Promise<unknown>
}
interface Streamable {
  run(input: unknown, signal: AbortSignal): AsyncIterable<unknown>
}

const isCall = (name: ChannelName): name is CallName => contract[name].kind === 'call'
const isStream = (name: ChannelName): name is StreamName => contract[name].kind === 'stream'

const unknownChannel = (name: unknown, kind: string): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `There is no ${kind} of that name.`,
    why: `The panel asked for ${typeof name === 'string' ? JSON.stringify(name.slice(0, 100)) : typeof name}.`,
    fix: 'Reload the panel: it may be older than the program that serves it.',
  })

const parsed = (name: ChannelName, input: unknown): unknown => {
  const result = contract[name].input.safeParse(input)
  if (!result.success) throw badInput(`${name} was given input that it cannot take.`, result.error, input)
  return result.data
}

export const createDispatcher = (handlers: Handlers<AbortSignal>, complain: Complain): Dispatcher => {
  const refused = (name: unknown, error: unknown): Envelope<never> => {
    // Of a name that is no text, not even its spelling is trusted: it may throw.
    const channel = typeof name === 'string' ? name.slice(0, 100) : 'The call'
    const failure = toFailure(error, `${channel} failed.`)
    if (failure.info.code === 'INTERNAL') {
      const cause = failure.cause instanceof Error ? failure.cause.stack : undefined
      complain(channel, cause ?? failure.info.why)
    }
    return { ok: false, error: failure.info }
  }

  const checked = (name: ChannelName, value: unknown): Envelope<unknown> => {
    const result = contract[name].output.safeParse(value)
    if (result.success) return { ok: true, value: result.data }
    throw new Failure({
      code: 'INTERNAL',
      what: `${name} made an answer that is not what it promises.`,
      why: faults(result.error, value),
      fix: 'This is a mistake in RealCAVE: make a diagnostics bundle and report it.',
    })
  }

  return {
    async call(name, input, signal) {
      try {
        if (!isChannelName(name) || !isCall(name)) throw unknownChannel(name, 'call')
        if (signal.aborted) throw cancelled(`${name} was not started.`)
        const callable: Callable = { run: handlers[name] }
        return checked(name, await callable.run(parsed(name, input), signal))
      } catch (error) {
        return refused(name, error)
      }
    },

    async *stream(name, input, signal) {
      try {
        if (!isChannelName(name) || !isStream(name)) throw unknownChannel(name, 'stream')
        const streamable: Streamable = { run: handlers[name] }
        for await (const item of until(streamable.run(parsed(name, input), signal), signal))
          yield checked(name, item)
      } catch (error) {
        if (!signal.aborted) yield refused(name, error)
      }
    },
  }
}
