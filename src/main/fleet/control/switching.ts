import type { FleetKind, FleetStatus } from '../../../shared/domain/fleet'
import { Failure, toFailure } from '../../../shared/errors'
import type { FleetController } from '../controller'

/** A controller of whichever fleet is in use: panels go on watching while it is exchanged. */
export interface SwitchingController extends FleetController {
  /**
   * Stops the fleet in use, its data kept, and starts the other one on the same port. Where the other one cannot be used, as far as that
   * can be known before, nothing is stopped; where it does not come up it stays chosen, so that its steps tell why and can be retried.
   */
  switchTo(kind: FleetKind, signal: AbortSignal): Promise<FleetStatus>
}

export interface Fleets {
  /** The fleet in use at first; fails where it cannot be used now, and is asked again at the next question. */
  first(): Promise<FleetController>
  /** What `first` will be, where it fails. */
  readonly wantedFirst: FleetKind
  /** Fails with the reason where that kind cannot be used; with FLEET_UNAVAILABLE where its images are missing. */
  open(kind: FleetKind, signal: AbortSignal): Promise<FleetController>
  /** The other kind's fleet where it holds the port of this home, else null: two cannot run. */
  inTheWay(kind: FleetKind, signal: AbortSignal): Promise<FleetController | null>
}

/** Follows one signal until either fires; the end of the round is the caller's to call. */
const either = (...signals: readonly AbortSignal[]): { signal: AbortSignal; done(): void } => {
  const own = new AbortController()
  const stop = (): void => own.abort()
  for (const signal of signals) {
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  }
  return {
    signal: own.signal,
    done: () => {
      for (const signal of signals) signal.removeEventListener('abort', stop)
    },
  }
}

const notUp = (kind: FleetKind, left: FleetKind, error: unknown): Failure => {
  const { info } = toFailure(error, `The ${kind} fleet did not start.`)
  if (info.code === 'CANCELLED' || info.code === 'HOME_BUSY') return new Failure(info)
  const back = `Or switch back to the ${left} fleet: its data is as you left it.`
  return new Failure({ ...info, fix: `${info.fix} ${back}` }, { cause: error })
}

/** One that cannot start makes nobody stop. */
const prepare = async (next: FleetController, running: FleetKind, signal: AbortSignal): Promise<void> => {
  try {
    await next.prepare(signal)
  } catch (error) {
    const { info } = toFailure(error, `The ${next.kind} fleet cannot start.`)
    if (info.code === 'CANCELLED') throw new Failure(info)
    throw new Failure({ ...info, fix: `${info.fix} The ${running} fleet is as it was.` }, { cause: error })
  }
}

export const createSwitchingController = async (fleets: Fleets): Promise<SwitchingController> => {
  let present: FleetController | undefined
  let opening: Promise<FleetController> | undefined
  let replaced = new AbortController()
  const over = new AbortController()

  const openFirst = async (): Promise<FleetController> => {
    try {
      return (present ??= await fleets.first())
    } finally {
      opening = undefined
    }
  }
  /** What the look at the beginning found: the questions that it was made for do not look again, since an engine that hangs takes long. */
  let begun: Promise<FleetController> | undefined = openFirst()
  const the = async (): Promise<FleetController> => {
    if (present !== undefined) return present
    if (begun === undefined) return (opening ??= openFirst())
    try {
      return await begun
    } finally {
      begun = undefined
    }
  }
  // Why it cannot be used is told to whoever asks something of it.
  await begun.catch(() => undefined)

  const clear = async (controller: FleetController, signal: AbortSignal): Promise<void> => {
    const other = await fleets.inTheWay(controller.kind, signal)
    if (other === null) return
    try {
      await prepare(controller, other.kind, signal)
      await other.down(false, signal)
    } finally {
      await other.close()
    }
  }
  const up = async (signal: AbortSignal): Promise<FleetStatus> => {
    const controller = await the()
    await clear(controller, signal)
    return controller.up(signal)
  }
  /** The one in use, stopped so that the next can start; it is still there where the next cannot. */
  const makeWay = async (
    next: FleetController,
    signal: AbortSignal,
  ): Promise<FleetController | undefined> => {
    const before = present
    try {
      if (before !== undefined) await prepare(next, before.kind, signal)
      await before?.down(false, signal)
      return before
    } catch (error) {
      await next.close()
      throw error
    }
  }

  return {
    get kind() {
      return present?.kind ?? fleets.wantedFirst
    },
    status: async (signal) => (await the()).status(signal),
    async *watch(signal, options) {
      while (!signal.aborted && !over.signal.aborted) {
        const controller = await the()
        const round = either(signal, replaced.signal)
        try {
          yield* controller.watch(round.signal, options)
        } finally {
          round.done()
        }
        // A watch that ends by itself is at its end, whichever fleet it was of.
        if (!round.signal.aborted) return
      }
    },
    prepare: async (signal) => (await the()).prepare(signal),
    up,
    async switchTo(kind, signal) {
      if (present?.kind === kind) return up(signal)
      const next = await fleets.open(kind, signal)
      const left = present?.kind ?? fleets.wantedFirst
      const before = await makeWay(next, signal)
      present = next
      replaced.abort()
      replaced = new AbortController()
      await before?.close()
      try {
        return await up(signal)
      } catch (error) {
        throw notUp(kind, left, error)
      }
    },
    down: async (volumes, signal) => (await the()).down(volumes, signal),
    service: async (name, action, signal) => (await the()).service(name, action, signal),
    async *logs(service, tail, signal) {
      yield* (await the()).logs(service, tail, signal)
    },
    async *requests(tail, signal) {
      yield* (await the()).requests(tail, signal)
    },
    materialize: async (signal) => (await the()).materialize(signal),
    rebuildGraph: async (signal) => (await the()).rebuildGraph(signal),
    repairWorker: async (signal) => (await the()).repairWorker(signal),
    keepSettled: async (work, signal) => (await the()).keepSettled(work, signal),
    resetPlan: async (clean, signal) => (await the()).resetPlan(clean, signal),
    reset: async (clean, signal) => (await the()).reset(clean, signal),
    readBaseline: async (signal) => (await the()).readBaseline(signal),
    setBaseline: async (signal) => (await the()).setBaseline(signal),
    clearBaseline: async (signal) => (await the()).clearBaseline(signal),
    deleteVersions: async (work, signal) => (await the()).deleteVersions(work, signal),
    deleteTable: async (look, signal) => (await the()).deleteTable(look, signal),
    connection: async (signal) => (await the()).connection(signal),
    close: async () => {
      // Whoever watches is told of the end, and asks the one that follows.
      over.abort()
      replaced.abort()
      await present?.close()
    },
  }
}
