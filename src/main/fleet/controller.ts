import type { Baseline, FleetKind, FleetStatus, ResetPlan } from '../../shared/domain/fleet'
import type { LogLine, RequestEntry, ServiceAction, ServiceName } from '../../shared/domain/service'
import type { Connection } from '../data/connection'

export interface WatchOptions {
  /** Puts right by itself what was lost by itself, for as long as this watch lasts. */
  readonly heals: boolean
}

/** What a panel or a command line asks of a fleet. Works that change it run one at a time, across processes too. */
export interface FleetController {
  readonly kind: FleetKind
  /** A full look, now. */
  status(signal: AbortSignal): Promise<FleetStatus>
  /** The whole status at once, then again at each change (at most ten times a second). */
  watch(signal: AbortSignal, options?: WatchOptions): AsyncIterable<FleetStatus>
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
  /** Returns when no client meets a session any more that a materialization has cut, whoever asked for it; at once where the fleet is down. */
  settle(signal: AbortSignal): Promise<void>
  resetPlan(clean: boolean, signal: AbortSignal): Promise<ResetPlan>
  reset(clean: boolean, signal: AbortSignal): Promise<{ readonly versions: readonly number[] }>
  readBaseline(signal: AbortSignal): Promise<Baseline | null>
  setBaseline(signal: AbortSignal): Promise<Baseline>
  clearBaseline(signal: AbortSignal): Promise<void>
  /** Fails with FLEET_DOWN where there is none. */
  connection(signal: AbortSignal): Promise<Connection>
  close(): Promise<void>
}
