import type { ServiceAction } from '../../shared/domain/service'

/** How far the download of an image has come. Bytes are those on the wire, as far as they are known yet. */
interface PullProgress {
  readonly done: number
  readonly total: number | null
  readonly detail: string
}

/** A Docker engine. Failures are `Failure`s: ENGINE_MISSING where none answers. */
export interface Engine {
  /** Which of these images are not on this machine. */
  missingImages(images: readonly string[], signal: AbortSignal): Promise<readonly string[]>
  /** Layers that were there before a cancel or a failure are not loaded again. */
  pull(image: string, report: (progress: PullProgress) => void, signal: AbortSignal): Promise<void>
}

/** One container as the engine tells of it now. */
export interface Container {
  /** Its Compose service; more than the fleet's services: the owners of shared network namespaces have names as well. */
  readonly service: string
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead'
  /** `none` where the service declares no health check. */
  readonly health: 'starting' | 'healthy' | 'unhealthy' | 'none'
  /** Whether it was made from the image and configuration that are declared now: port, image tags, mounted files. */
  readonly current: boolean
  readonly exitCode: number | null
  /** ISO 8601, UTC. */
  readonly startedAt: string | null
  readonly restarts: number
}

export interface ExecResult {
  readonly status: number
  readonly output: string
  readonly errors: string
}

/** Something of the same Compose project that another home, or a set-up by hand, has made. */
export interface ForeignObject {
  readonly kind: 'container' | 'volume' | 'network'
  readonly name: string
  /** The Compose file or folder that it tells of; null where it tells none. */
  readonly origin: string | null
}

interface LogOptions {
  readonly tail: number
  readonly follow: boolean
}

/**
 * One Compose project on an engine. Everything that it makes carries the label `realcave.home=<id>`; what does not carry it
 * is never changed or removed.
 */
export interface Project {
  readonly name: string
  /** Pinned, by Compose service. */
  readonly images: Readonly<Record<string, string>>
  foreign(signal: AbortSignal): Promise<readonly ForeignObject[]>
  containers(signal: AbortSignal): Promise<readonly Container[]>
  /** Creates and starts services and what they depend on, and makes those anew that are not current. Does not wait for health. */
  up(services: readonly string[], log: (line: string) => void, signal: AbortSignal): Promise<void>
  act(service: string, action: ServiceAction, signal: AbortSignal): Promise<void>
  /** Runs a program in a running container; a status other than 0 is an answer, not an error. */
  exec(
    service: string,
    command: readonly string[],
    log: (line: string) => void,
    signal: AbortSignal,
  ): Promise<ExecResult>
  logs(service: string, options: LogOptions, signal: AbortSignal): AsyncIterable<string>
  /** Hints that something changed; ends with the signal. A stream that ends otherwise is opened again, with a hint. */
  events(signal: AbortSignal): AsyncIterable<void>
  /** Removes what carries our label; with `volumes`, the data as well. */
  remove(volumes: boolean, signal: AbortSignal): Promise<void>
}
