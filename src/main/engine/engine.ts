import type { ServiceAction } from '../../shared/domain/service'
import type { TiedContainer, TiedOptions } from './tied'

/** How far the download of an image has come. Bytes are those on the wire, as far as they are known yet. */
export interface PullProgress {
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

/** The engine itself, as far as somebody may have to mend it. */
export interface EngineInfo {
  /** Its own, made when it was installed; empty where it tells none. */
  readonly id: string
  readonly version: string
  readonly apiVersion: string
  /** As the engine calls it: "Docker Desktop 4.50.0", "Debian GNU/Linux 12". */
  readonly system: string
  readonly desktop: boolean
  /** "x86_64", "aarch64". */
  readonly architecture: string
  /** What containers can use in all; bytes. */
  readonly memory: number
  readonly processors: number
  readonly storageDriver: string
  /** Of the machine that containers run on; empty where it is not told. */
  readonly kernel: string
  /** What images are loaded through; empty where there is none. */
  readonly proxy: string
  /** Milliseconds that the engine's clock is ahead of this machine's; those that the answer took are allowed for. */
  readonly clockAhead: number
}

/** How far a bundle of images has been written, checked or read; bytes. */
export interface BundleProgress {
  readonly done: number
  readonly total: number
  readonly detail: string
}

/** How an image is made from another one: by programs that are run in a container of it. */
export interface Derivation {
  readonly from: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** Given to every program that is run; nothing of it stays in the image. */
  readonly environment: Readonly<Record<string, string>>
  /** Where it fails, no image is made. */
  readonly work: (run: (command: readonly string[]) => Promise<ExecResult>) => Promise<void>
}

/** All that an engine can be asked; `Engine` is the part that a fleet's steps need. */
export interface DockerEngine extends Engine {
  info(signal: AbortSignal): Promise<EngineInfo>
  /** The name of the container, whosever it is, that publishes a port of this machine; null where none does. */
  portPublisher(port: number, signal: AbortSignal): Promise<string | null>
  /** Runs a program in a container of its own, which is removed whatever happens. The image must be on the machine. */
  runOnce(image: string, command: readonly string[], signal: AbortSignal): Promise<ExecResult>
  /** Opens a container that ends with this process, for programs that are to see nothing of this machine. The image must be on it. */
  openTied(options: TiedOptions, signal: AbortSignal): Promise<TiedContainer>
  derive(derivation: Derivation, log: (line: string) => void, signal: AbortSignal): Promise<void>
  /**
   * Writes images as one bundle for machines without a network: a folder, whose files fit on any stick. An older bundle of the
   * same name is replaced when the new one is whole.
   */
  saveImages(
    images: readonly string[],
    bundle: string,
    report: (progress: BundleProgress) => void,
    signal: AbortSignal,
  ): Promise<void>
  /** Loads a bundle and tells the names of its images. One that is not whole is refused before anything is loaded. */
  loadImages(
    bundle: string,
    report: (progress: BundleProgress) => void,
    signal: AbortSignal,
  ): Promise<readonly string[]>
  /**
   * Removes all that carries the home's label, volumes with their data, and the images that it brought here; tells which stay of these and
   * of those that it runs from, since others brought or use them.
   */
  removeOfHome(used: readonly string[], signal: AbortSignal): Promise<readonly string[]>
  /** All that `removeOfHome` would look at, by kind and name. */
  namesOfHome(signal: AbortSignal): Promise<readonly string[]>
}

/** One container as the engine tells of it now. */
export interface Container {
  /** Its Compose service; more than the fleet's services: the owners of shared network namespaces have names as well. */
  readonly service: string
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead'
  /** `none` where the service declares no health check. */
  readonly health: 'starting' | 'healthy' | 'unhealthy' | 'none'
  /**
   * Whether it is as declared now: made from the image that its tag names now and from this configuration (port, files), and
   * joined to a network namespace that still lives.
   */
  readonly current: boolean
  /** Whether the network namespace that it has joined still lives: its owner has not begun anew since. True where it has its own. */
  readonly joined: boolean
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
  /** Of a container; nothing else can be stopped. */
  readonly running: boolean
}

interface LogOptions {
  readonly tail: number
  readonly follow: boolean
  /** ISO 8601, UTC: nothing older than this. */
  readonly since?: string
}

/** A file that is put into a container; its folder is made where it is missing. */
export interface ArchiveEntry {
  /** Relative to the folder that it is put into; with forward slashes. */
  readonly path: string
  readonly content: string | Uint8Array
  /** 0o444 where none is given: the services run as users of their own. */
  readonly mode?: number
}

export interface ServiceStats {
  /** Bytes that the container holds, without what is only cache. */
  readonly memory: number
}

/**
 * One Compose project on an engine. Everything that it makes carries the label `realcave.home=<id>`; what does not carry it
 * is never changed or removed.
 */
export interface Project {
  readonly name: string
  /** Pinned, by Compose service, as they are declared now. */
  readonly images: Readonly<Record<string, string>>
  /** The version of Compose, which `up` needs; fails with COMPOSE_MISSING. */
  compose(signal: AbortSignal): Promise<string>
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

/** All that can be done with a project; `Project` is the part that a fleet's steps need. */
export interface DockerProject extends Project {
  /** Null where it does not run. */
  stats(service: string, signal: AbortSignal): Promise<ServiceStats | null>
  /** The port of this machine that a port of the container is published at; null where it is not. */
  publishedPort(service: string, port: number, signal: AbortSignal): Promise<number | null>
  /** Puts files into a container, running or not; into a volume where one is mounted there. */
  putArchive(
    service: string,
    folder: string,
    entries: readonly ArchiveEntry[],
    signal: AbortSignal,
  ): Promise<void>
}
