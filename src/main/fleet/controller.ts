import type { Baseline, FleetKind, FleetStatus, ResetPlan } from '../../shared/domain/fleet'
import type { LogLine, RequestEntry, ServiceAction, ServiceName } from '../../shared/domain/service'
import type { Connection } from '../data/connection'

export interface WatchOptions {
  /** Puts right by itself what was lost by itself, for as long as this watch lasts. */
  readonly heals?: boolean
  /** `own`: only what this program's own work tells of itself, without a look at anything. */
  readonly sees?: 'everything' | 'own'
}

/** What a panel or a command line asks of a fleet. Works that change it run one at a time, across processes too. */
export interface FleetController {
  readonly kind: FleetKind
  /** A full look, now. */
  status(signal: AbortSignal): Promise<FleetStatus>
  /** The whole status at once, then again at each change (at most ten times a second). */
  watch(signal: AbortSignal, options?: WatchOptions): AsyncIterable<FleetStatus>
  /**
   * Sees to what can be seen to while another fleet runs, which goes on: downloads, and all that would keep this one from starting.
   * Fails with the reason.
   */
  prepare(signal: AbortSignal): Promise<void>
  /** Reconciles every step; answers when the fleet is ready. */
  up(signal: AbortSignal): Promise<FleetStatus>
  down(volumes: boolean, signal: AbortSignal): Promise<void>
  service(name: ServiceName, action: ServiceAction, signal: AbortSignal): Promise<void>
  logs(service: ServiceName, tail: number, signal: AbortSignal): AsyncIterable<readonly LogLine[]>
  requests(tail: number, signal: AbortSignal): AsyncIterable<readonly RequestEntry[]>
  /** Answers with the new version once it is AVAILABLE and the services are settled. */
  materialize(signal: AbortSignal): Promise<{ readonly version: number }>
  rebuildGraph(signal: AbortSignal): Promise<void>
  /** Frees a workflow that hangs or was killed; the worker takes the next one when it answers. */
  repairWorker(signal: AbortSignal): Promise<void>
  /**
   * Does a work of clients: before it, as it goes on, and after it the services are settled as soon as a materialization has cut their
   * sessions, whoever asks for it. A panel that is open does so by itself.
   */
  keepSettled<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
  resetPlan(clean: boolean, signal: AbortSignal): Promise<ResetPlan>
  reset(clean: boolean, signal: AbortSignal): Promise<{ readonly versions: readonly number[] }>
  readBaseline(signal: AbortSignal): Promise<Baseline | null>
  setBaseline(signal: AbortSignal): Promise<Baseline>
  clearBaseline(signal: AbortSignal): Promise<void>
  /** Does a work that removes databases of versions, while nothing else changes the fleet: as a job. */
  deleteVersions(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>
  /** Looks whether a table may go, then removes it, for which sessions of the services are cut: as a job. */
  deleteTable(look: (signal: AbortSignal) => Promise<() => Promise<void>>, signal: AbortSignal): Promise<void>
  /** Fails with FLEET_DOWN where there is none. */
  connection(signal: AbortSignal): Promise<Connection>
  close(): Promise<void>
}
