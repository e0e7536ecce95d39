import type { FleetKind } from '../../shared/domain/fleet'
import type { LogLine, RequestEntry, Service, ServiceAction, ServiceName } from '../../shared/domain/service'
import type { Connection } from '../data/connection'
import type { Step } from '../orchestrator/step'

/**
 * Which sessions were cut: those in the volume of the live tables, as by a materialization, or those in every version, too. `newest`: those
 * that a service may have kept of an earlier version with the newest one's number, which a clean reset has removed.
 */
export type SettleExtent = 'volume' | 'newest' | 'everything'

/** What a kind of fleet must be able to do. Steps, reset, materialization and the panel know no more of it than this. */
export interface Fleet {
  readonly kind: FleetKind
  /** What the client connects to: http://127.0.0.1:PORT, no trailing slash. */
  readonly address: string
  /**
   * The published images, by service, of those that lay out the databases of the live tables and of versions; none where there are no
   * images. Golden copies fit only services of the same.
   */
  readonly layoutImages?: Readonly<Record<string, string>>
  /** The bootstrap, in any order: `needs` orders it. */
  readonly steps: readonly Step<Fleet>[]
  /**
   * Ids of the steps that start nothing and without which nothing can be started: they are seen to while another fleet still runs.
   * They need no others.
   */
  readonly preliminaries?: readonly string[]
  /** Null while PostgreSQL cannot be reached because the fleet is down. */
  connection(signal: AbortSignal): Promise<Connection | null>
  /** Observed now; never from memory. `patient` waits for figures that the machine takes a second to tell. */
  services(signal: AbortSignal, patient?: boolean): Promise<readonly Service[]>
  act(service: ServiceName, action: ServiceAction, signal: AbortSignal): Promise<void>
  /** One batch of the newest `tail` lines at once, empty where there are none; then batches as they come, until the signal. */
  logs(service: ServiceName, tail: number, signal: AbortSignal): AsyncIterable<readonly LogLine[]>
  requests(tail: number, signal: AbortSignal): AsyncIterable<readonly RequestEntry[]>
  /** Hints that something may have changed: look again. Ends with the signal. */
  hints(signal: AbortSignal): AsyncIterable<void>
  rebuildGraph(signal: AbortSignal): Promise<void>
  /** After databases were exchanged or a version was made: returns when the next request of a client meets no stale connection. */
  settle(signal: AbortSignal, extent?: SettleExtent): Promise<void>
  /** Whether it would: nothing has cut a connection since it was last done, by whichever process, or nothing runs that keeps one. */
  isSettled(signal: AbortSignal): Promise<boolean>
  /** A work is about to cut sessions, or was killed after it had: until they are settled they count as cut. */
  unsettle(signal: AbortSignal): Promise<void>
  /** Queues, locks and caches that a reset has to clear beside the databases. */
  clearQueues(signal: AbortSignal): Promise<void>
  /**
   * Returns when the worker would take a workflow at once: waits for one that goes on, and frees one that was killed or has hung for a
   * minute.
   */
  freeWorker(signal: AbortSignal): Promise<void>
  /** Frees a workflow that hangs or was killed, so that the next one is not skipped; the worker is ready when it returns. */
  repairWorker(signal: AbortSignal): Promise<void>
  /** Everything stopped; with `volumes`, data removed as well. */
  down(volumes: boolean, signal: AbortSignal): Promise<void>
}
