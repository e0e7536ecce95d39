import { toFailure, type Failure } from '../../shared/errors'
import type { RecordStore, RunRecord } from './record'

/** Saves records one after another; of those that come while one is being written, only the newest is. */
export class RecordKeeper {
  readonly #store: RecordStore
  #newest: RunRecord
  #written: string
  #queue: Promise<void> = Promise.resolve()
  /** Why the newest record is not saved; null when it is. */
  trouble: Failure | null = null

  constructor(store: RecordStore, loaded: RunRecord) {
    this.#store = store
    this.#newest = loaded
    this.#written = JSON.stringify(loaded)
  }

  /** Returns when this record, or a newer one, was written or could not be. Never throws: `trouble` tells. */
  keep(record: RunRecord): Promise<void> {
    this.#newest = record
    this.#queue = this.#queue.then(() => this.#write())
    return this.#queue
  }

  async #write(): Promise<void> {
    const record = this.#newest
    const text = JSON.stringify(record)
    if (text === this.#written) return
    try {
      await this.#store.save(record)
      this.#written = text
      this.trouble = null
    } catch (error) {
      this.trouble = toFailure(error, 'How far the start has come could not be recorded.')
    }
  }
}
