import { EventEmitter, on } from 'node:events'
import type { Trouble } from '../../shared/domain/life'
import type { ErrorInfo } from '../../shared/errors'

/** The newest; whoever has more has a log to read. */
const kept = 20

/** What goes wrong with the program itself, on its way to the page. */
export interface Troubles {
  add(info: ErrorInfo): void
  /** All there are, again at each new one. */
  watch(signal: AbortSignal): AsyncIterable<Trouble[]>
}

export const openTroubles = (): Troubles => {
  const emitter = new EventEmitter()
  let all: readonly Trouble[] = []
  let last = 0
  return {
    add: (info) => {
      last += 1
      all = [...all, { ...info, id: last, at: new Date().toISOString() }].slice(-kept)
      emitter.emit('added')
    },
    async *watch(signal) {
      // Before the first answer, so that what comes while that is taken is not missed.
      const added = on(emitter, 'added', { signal })
      yield [...all]
      for await (const _ of added) yield [...all]
    },
  }
}
