import { strToU8, zipSync } from 'fflate'
import { setMaxListeners } from 'node:events'
import os from 'node:os'
import type { Check } from '../../shared/domain/doctor'
import type { FleetStatus } from '../../shared/domain/fleet'
import { serviceNames, type LogLine, type ServiceName } from '../../shared/domain/service'
import type { Version } from '../../shared/domain/version'
import { toFailure } from '../../shared/errors'
import type { DockerReport } from './docker/docker-report'
import { readHomeFiles } from './home-files'
import { createRedactor, secretsIn, type Private } from './redact'

/** Where a bundle's parts come from. Each may fail: what is broken is what the bundle is about. */
export interface Sources {
  readonly version: string
  readonly homeFolder: string
  status(signal: AbortSignal): Promise<FleetStatus>
  checks(signal: AbortSignal): Promise<readonly Check[]>
  versions(signal: AbortSignal): Promise<readonly Version[]>
  /** Nothing where the practice fleet is in use and no engine answers. */
  docker(signal: AbortSignal): Promise<DockerReport>
  logs(service: ServiceName, signal: AbortSignal): AsyncIterable<readonly LogLine[]>
}

export interface BundleFile {
  readonly path: string
  readonly content: string
}

/** A source that is stuck is left behind after this; the report says so in its place. */
const sourceLimit = 10_000
/** How long the first lines of a log may take: a service that has logged nothing sends none. */
const logLimit = 4000

const within = async <T>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  signal.addEventListener('abort', stop, { once: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await Promise.race([
      work(controller.signal),
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error(`No answer within ${milliseconds / 1000} s.`)),
          milliseconds,
        )
      }),
    ])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    stop()
  }
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const machine = (version: string): unknown => ({
  version,
  madeAt: new Date().toISOString(),
  node: process.versions.node,
  electron: process.versions['electron'] ?? null,
  platform: process.platform,
  architecture: process.arch,
  release: os.release(),
  processors: os.cpus().length,
  memory: os.totalmem(),
  freeMemory: os.freemem(),
  uptime: os.uptime(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  variables: Object.keys(process.env).filter((name) => /^(REALCAVE_|.*_PROXY$|PYTHON)/i.test(name)),
})

/** The first batch may be there before the first line is. */
const firstOf = async (batches: AsyncIterator<readonly LogLine[]>): Promise<readonly LogLine[]> => {
  for (;;) {
    const { done, value } = await batches.next()
    if (done === true) return []
    if (value.length > 0) return value
  }
}

const firstLines = async (
  sources: Sources,
  service: ServiceName,
  signal: AbortSignal,
): Promise<readonly LogLine[]> => {
  const batches = sources.logs(service, signal)[Symbol.asyncIterator]()
  let timer: ReturnType<typeof setTimeout> | undefined
  const silent = new Promise<readonly LogLine[]>((resolve) => {
    timer = setTimeout(() => resolve([]), logLimit)
  })
  try {
    return await Promise.race([firstOf(batches), silent])
  } finally {
    clearTimeout(timer)
  }
}

const thisUser = (): string => {
  try {
    return os.userInfo().username
  } catch {
    // A user id without an entry in the system's list has no name to hide.
    return ''
  }
}

/** Every file of the bundle, already blanked. */
export const collectDiagnostics = async (
  sources: Sources,
  signal: AbortSignal,
): Promise<readonly BundleFile[]> => {
  const part = async (path: string, limit: number, work: (signal: AbortSignal) => Promise<unknown>) => {
    const value = await within(limit, signal, work).catch((error: unknown) => ({
      error: toFailure(error).info,
    }))
    return { path, content: pretty(value) }
  }
  const ofDocker = async () => {
    try {
      const report = await within(sourceLimit, signal, (limited) => sources.docker(limited))
      return await Promise.all(
        Object.entries(report).map(([name, read]) => part(`docker/${name}.json`, sourceLimit, read)),
      )
    } catch (error) {
      return [await part('docker/engine.json', sourceLimit, () => Promise.reject(toFailure(error)))]
    }
  }
  // Every part listens to it.
  setMaxListeners(0, signal)
  const [parts, docker, files] = await Promise.all([
    Promise.all([
      part('machine.json', sourceLimit, async () => machine(sources.version)),
      part('status.json', sourceLimit, (limited) => sources.status(limited)),
      part('checks.json', sourceLimit * 2, (limited) => sources.checks(limited)),
      part('versions.json', sourceLimit, (limited) => sources.versions(limited)),
      ...serviceNames.map((service) =>
        part(`logs/${service}.json`, sourceLimit, (limited) => firstLines(sources, service, limited)),
      ),
    ]),
    ofDocker(),
    readHomeFiles(sources.homeFolder),
  ])
  signal.throwIfAborted()

  const known: Private = {
    secrets: [...new Set(files.flatMap(({ text }) => secretsIn(json(text))))],
    userFolder: os.homedir(),
    homeFolder: sources.homeFolder,
    user: thisUser(),
    host: os.hostname(),
  }
  const blank = createRedactor(known)
  return [
    ...parts,
    ...docker,
    ...files.map(({ path, text }) => ({ path: `home/${path}`, content: text })),
  ].map(({ path, content }) => ({ path: blank(path), content: blank(content) }))
}

/** Undefined for what is no JSON: a log has no fields to name its secrets. */
const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const packDiagnostics = (files: readonly BundleFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ path, content }) => [path, strToU8(content)])))
