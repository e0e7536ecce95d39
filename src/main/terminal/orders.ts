import type { Report } from './report'

type Kind = 'clear' | 'prepare' | 'execute' | 'check' | 'versions'

/** What an order came to. */
export interface Answered {
  readonly ok: boolean
  /** Why it failed; empty when it did not. */
  readonly error: string
  /** Milliseconds. */
  readonly elapsed: number
  /** The session's Python is gone. */
  readonly ended: boolean
}

/** Orders to one Python of a session, and their answers. */
export interface Orders {
  take(report: Report): void
  /** Whether it stands at its prompt. */
  readonly idle: boolean
  /** Resolves when it stands at its prompt, or is gone. */
  whenIdle(): Promise<void>
  ask(kind: Kind, code: string): Promise<Answered>
  /** Python has ended: whatever waits is told. */
  end(): void
}

export const pasteBegin = '\u001b[200~'
export const pasteEnd = '\u001b[201~'

const gone: Answered = { ok: false, error: 'Its Python has ended.', elapsed: 0, ended: true }

/** An order goes the way of the keys, as a paste that begins with the session's key: it is carried out at the prompt, and never shown. */
export const createOrders = (key: string, write: (data: string) => void): Orders => {
  let idle = false
  let ended = false
  let count = 0
  const waiting = new Map<number, (answer: Answered) => void>()
  const lookers = new Set<() => void>()

  const wake = (): void => {
    for (const looker of lookers) looker()
    lookers.clear()
  }

  return {
    get idle() {
      return idle
    },
    take(report) {
      if (report.kind === 'busy') idle = false
      else if (report.kind === 'idle') {
        idle = true
        wake()
      } else if (report.id !== null) {
        waiting.get(report.id)?.({
          ok: report.ok,
          error: report.error,
          elapsed: report.elapsed,
          ended: false,
        })
        waiting.delete(report.id)
      }
    },
    whenIdle: () => (idle || ended ? Promise.resolve() : new Promise((resolve) => void lookers.add(resolve))),
    ask(kind, code) {
      if (ended) return Promise.resolve(gone)
      count += 1
      const order = Buffer.from(JSON.stringify({ kind, id: count, code })).toString('base64')
      const answer = new Promise<Answered>((resolve) => waiting.set(count, resolve))
      write(`${pasteBegin}${key}:${order}${pasteEnd}`)
      return answer
    },
    end() {
      ended = true
      idle = false
      for (const tell of waiting.values()) tell(gone)
      waiting.clear()
      wake()
    },
  }
}
