import { cancelled } from '../../shared/errors'

/** One at a time, in the order of asking. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Whoever leaves while waiting never begins, and holds up nobody. */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (signal.aborted) throw cancelled('Waiting for another start of containers.')
      return work()
    })
    // The next one comes whatever became of this one; its caller is told.
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
