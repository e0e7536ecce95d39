import type { EngineStart, EngineStatus } from '../../../src/shared/domain/engine'
import { ago } from './fake-fleet'

const idle: EngineStart = { state: 'idle', stage: '', startedAt: null, error: null }

const stages = [
  'Waiting for Docker Desktop to open',
  'The virtual machine runs; the engine in it is starting',
]

/** An engine that answers, or one whose start takes a moment. */
export class FakeEngine {
  #status: EngineStatus
  #start = idle
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #watchers = new Set<(start: EngineStart) => void>()

  constructor(status: Partial<EngineStatus> = {}) {
    this.#status = {
      trouble: null,
      remedy: 'none',
      page: 'https://docs.docker.com/engine/install/',
      ...status,
    }
  }

  status(): EngineStatus {
    return this.#status
  }

  start(): void {
    const startedAt = ago(0)
    let passed = 0
    this.#set({ ...idle, state: 'starting', stage: stages[0] ?? '', startedAt })
    this.#timer = setInterval(() => {
      passed += 1
      if (passed < stages.length)
        return this.#set({ ...idle, state: 'starting', stage: stages[passed] ?? '', startedAt })
      clearInterval(this.#timer)
      this.#status = { ...this.#status, trouble: null, remedy: 'none' }
      this.#set({ ...idle, state: 'answers', startedAt })
    }, 100)
  }

  cancel(): void {
    clearInterval(this.#timer)
    this.#set({ ...idle, state: 'cancelled' })
  }

  fail(error: EngineStart['error']): void {
    clearInterval(this.#timer)
    this.#set({ ...idle, state: 'failed', error })
  }

  watch(watcher: (start: EngineStart) => void): () => void {
    this.#watchers.add(watcher)
    watcher(this.#start)
    return () => this.#watchers.delete(watcher)
  }

  #set(start: EngineStart): void {
    this.#start = start
    for (const watcher of this.#watchers) watcher(start)
  }
}
