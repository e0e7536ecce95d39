import type { FleetController } from '../../../../src/main/fleet/controller'
import type { FleetStatus } from '../../../../src/shared/domain/fleet'

type Wanted = (status: FleetStatus) => boolean

/** Watches a fleet as a panel does: what is lost by itself is put right. */
export class WatchingPanel {
  readonly #stop = new AbortController()
  readonly #watching: Promise<void>
  readonly #waiting = new Map<Wanted, (status: FleetStatus) => void>()
  #status: FleetStatus | undefined

  constructor(controller: FleetController) {
    this.#watching = this.#watch(controller)
  }

  /** The first status, from now on, that is as asked. */
  when(wanted: Wanted): Promise<FleetStatus> {
    const status = this.#status
    if (status !== undefined && wanted(status)) return Promise.resolve(status)
    return new Promise((resolve) => this.#waiting.set(wanted, resolve))
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#watching
  }

  async #watch(controller: FleetController): Promise<void> {
    for await (const status of controller.watch(this.#stop.signal, { heals: true })) {
      this.#status = status
      for (const [wanted, resolve] of this.#waiting) {
        if (!wanted(status)) continue
        this.#waiting.delete(wanted)
        resolve(status)
      }
    }
  }
}
