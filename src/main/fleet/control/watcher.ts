import { setMaxListeners } from 'node:events'
import { watch } from 'node:fs'
import type { FleetStatus } from '../../../shared/domain/fleet'
import type { Service } from '../../../shared/domain/service'
import { toFailure } from '../../../shared/errors'
import type { Home } from '../../home/home'
import type { WatchOptions } from '../controller'
import type { Fleet } from '../fleet'
import { pause } from '../../waiting/limit'
import type { Healer } from './healer'
import type { Observer } from './observer'
import type { Workflows } from './workflows'

export interface Paces {
  /** Milliseconds between looks when nothing hints at a change. */
  readonly slow: number
  /** Between looks however many hints come. */
  readonly gap: number
  /** Between two snapshots of one watcher. */
  readonly snapshot: number
  /** How long the services may take to be looked at: an engine that hangs, as after a sleep, must be told, not waited for. */
  readonly look: number
}

export const usualPaces: Paces = { slow: 5000, gap: 250, snapshot: 100, look: 30_000 }

/** Between two looks more time than they are apart passes only where the machine has slept: timers stand still meanwhile. */
const sleptMilliseconds = 15_000

/** A worker in such a state writes a log, or soon will. */
const followed: ReadonlySet<Service['state']> = new Set(['healthy', 'starting', 'unhealthy'])

/**
 * Every so many slow looks are at the steps as well as at the services: once a minute. They cost ten times as much, and whatever is
 * known to change them (a service that begins anew, another phase, a sleep) makes them be looked at in any case.
 */
const fullEvery = 12

export interface WatcherOptions {
  readonly home: Home
  readonly fleet: Fleet
  readonly observer: Observer
  readonly paces: Paces
  readonly healer: Healer | null
  readonly now: () => number
  readonly workflows: Workflows
}

/** Looks for as long as anyone watches: at hints, at changes of the home's lock, and now and then. */
export class Watcher {
  readonly #options: WatcherOptions
  #watching = 0
  /** Of those who watch, how many want what is lost to be put right. */
  #healing = 0
  #stop: AbortController | undefined
  #wake: () => void = () => undefined

  constructor(options: WatcherOptions) {
    this.#options = options
  }

  async *watch(signal: AbortSignal, options?: WatchOptions): AsyncGenerator<FleetStatus> {
    if (options?.sees === 'own') {
      yield* this.#options.observer.latest.follow(this.#options.paces.snapshot, signal)
      return
    }
    const heals = options?.heals === true ? 1 : 0
    this.#watching += 1
    this.#healing += heals
    if (this.#watching === 1) this.#begin()
    try {
      yield* this.#options.observer.latest.follow(this.#options.paces.snapshot, signal)
    } finally {
      this.#watching -= 1
      this.#healing -= heals
      if (this.#watching === 0) this.close()
    }
  }

  /** Look now rather than at the next slow turn. */
  hint(): void {
    this.#wake()
  }

  close(): void {
    this.#stop?.abort()
    this.#stop = undefined
  }

  #begin(): void {
    const stop = new AbortController()
    // Each question of a look listens to it, and a look asks many at once.
    setMaxListeners(0, stop.signal)
    this.#stop = stop
    void this.#lookOnAndOn(stop.signal)
    void this.#followHints(stop.signal)
    this.#followLock(stop.signal)
  }

  async #lookOnAndOn(signal: AbortSignal): Promise<void> {
    let rested = this.#options.now()
    for (let turn = 0; !signal.aborted; turn += 1) {
      // Awake before the look: what happens during it calls for another one.
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      try {
        const isFull = turn % fullEvery === 0 || this.#hasSlept(rested)
        const status = await this.#options.observer.look(isFull ? 'full' : 'usual', signal)
        this.#options.workflows.seen(status.services, signal)
        // Neither is waited for. A worker that does not run has no log to follow.
        if (status.services.some(({ name, state }) => name === 'mat-worker' && followed.has(state)))
          void this.#options.workflows.follow(signal)
        // What it does is looked at as it goes on, and goes on when nobody watches any more.
        const { engineLost, isBusy: busy } = this.#options.observer
        if (this.#healing > 0) void this.#options.healer?.consider(status, { engineLost, busy })
      } catch (error) {
        if (signal.aborted) return
        this.#options.observer.showError(toFailure(error, 'The fleet could not be looked at.').info)
      }
      rested = this.#options.now()
      const rest = new AbortController()
      const end = () => rest.abort()
      signal.addEventListener('abort', end, { once: true })
      await Promise.race([woken, pause(this.#options.paces.slow, rest.signal).catch(() => undefined)])
      signal.removeEventListener('abort', end)
      end()
      await pause(this.#options.paces.gap, signal).catch(() => undefined)
    }
  }

  #hasSlept(rested: number): boolean {
    const { slow, gap } = this.#options.paces
    return this.#options.now() - rested > slow + gap + sleptMilliseconds
  }

  async #followHints(signal: AbortSignal): Promise<void> {
    try {
      for await (const _ of this.#options.fleet.hints(signal)) this.#wake()
    } catch (error) {
      // Without hints the slow look still sees everything, only later.
      if (!signal.aborted) this.#options.observer.showError(toFailure(error, 'Changes are seen late.').info)
    }
  }

  /** A job of another process begins and ends with a change there. */
  #followLock(signal: AbortSignal): void {
    try {
      const watched = watch(this.#options.home.path('lock'), { signal, persistent: false }, () =>
        this.#wake(),
      )
      watched.on('error', () => undefined)
    } catch {
      // Some file systems cannot be watched, and the folder may be missing: the slow look sees the lock as well.
    }
  }
}
