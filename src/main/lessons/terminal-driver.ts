import { cancelled, Failure } from '../../shared/errors'
import { pasteBegin, pasteEnd, type Answered } from '../terminal/orders'
import type { Session } from '../terminal/session'
import { never, pause, within } from '../waiting/limit'
import { overLimit, type Driver, type Verdict } from './driver'

export interface TerminalDriverOptions {
  /** Typed key by key, as a person does. */
  readonly paced: boolean
  /** Milliseconds from key to key, where it is. */
  readonly keyTime: number
  readonly signal: AbortSignal
}

/** Python starts, or ends what somebody has typed. */
const idleLimit = 30_000
/** After Ctrl-C, before its Python is started anew: one that hangs in a library does not hear it. */
const patience = 3_000
/** Longer commands are typed faster, or nobody could wait for them. */
const mostKeyPauses = 160
const interrupt = '\u0003'

const busy = (): Failure =>
  new Failure({
    code: 'TERMINAL_BUSY',
    what: 'The lesson cannot type into the terminal.',
    why: `Something else has been running in it for ${idleLimit / 1000} s.`,
    fix: 'Let it end, or press Ctrl-C in the terminal. Then run the step again.',
  })

/** Runs a lesson's commands in a terminal session, visibly; its checks at the prompt, unseen. */
export const terminalDriver = (
  session: Session,
  { paced, keyTime, signal }: TerminalDriverOptions,
): Driver => {
  const atPrompt = async (): Promise<void> => {
    const orders = session.orders()
    if (orders.idle) return
    await within(signal, { milliseconds: idleLimit, over: busy }, () => orders.whenIdle())
  }

  /** Through pastes, so that line breaks are no Enter and no key completes anything. */
  const type = async (code: string): Promise<void> => {
    await session.orders().ask('clear', '')
    if (!paced) return
    const keys = Array.from(code)
    const atOnce = Math.ceil(keys.length / mostKeyPauses)
    for (let from = 0; from < keys.length; from += atOnce) {
      session.write(`${pasteBegin}${keys.slice(from, from + atOnce).join('')}${pasteEnd}`)
      await pause(keyTime, signal)
    }
  }

  /** Ctrl-C; where that is not heard, its Python is started anew. */
  const breakOff = async (answer: Promise<Answered>): Promise<Answered | null> => {
    session.write(interrupt)
    const heard = await within(never, { milliseconds: patience, over: busy }, () => answer).catch(() => null)
    if (heard === null) await session.restart(never)
    return heard
  }

  /** The answer, or what became of it when the time was over or the lesson was stopped. */
  const answered = async (answer: Promise<Answered>, limit: number): Promise<Verdict> => {
    try {
      return { ...(await within(signal, { milliseconds: limit, over: busy }, () => answer)), output: '' }
    } catch {
      const heard = await breakOff(answer)
      if (signal.aborted) throw cancelled('The lesson.')
      const how = heard === null ? 'its Python was started anew' : 'it was interrupted'
      return {
        ok: false,
        output: '',
        error: `${overLimit(limit)}, so ${how}.`,
        elapsed: limit,
        ended: heard === null,
      }
    }
  }

  return {
    async ask(kind, given, limit) {
      const code = given.trimEnd()
      try {
        await atPrompt()
        if (kind === 'execute') await type(code)
      } catch (error) {
        if (!signal.aborted) throw error
        // What was typed so far does not stay at the prompt.
        if (session.running && session.orders().idle) void session.orders().ask('clear', '')
        throw cancelled('The lesson.')
      }
      return answered(session.orders().ask(kind, code), limit)
    },
  }
}
