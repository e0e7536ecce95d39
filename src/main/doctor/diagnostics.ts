import { strToU8, zipSync } from 'fflate'
import { setMaxListeners } from 'node:events'
import os from 'node:os'
import type { Check } from '../../shared/domain/doctor'
import type { FleetStatus } from '../../shared/domain/fleet'
import { serviceNames, type LogLine, type ServiceName } from '../../shared/domain/service'
import type { Version } from '../../shared/domain/version'
import { toFailure } from '../../shared/errors'
import { derivedFrom } from '../data/roles/accounts'
import type { DockerReport } from './docker/docker-report'
import { listCrashReports } from '../home/crash-reports'
import { knownSecrets } from '../home/known-secrets'
import { within } from '../waiting/limit'
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

/** The first batch is what there is, be it nothing: no service is waited for that has logged nothing. */
const newestLines = async (
  sources: Sources,
  service: ServiceName,
  signal: AbortSignal,
): Promise<readonly LogLine[]> => {
  for await (const lines of sources.logs(service, signal)) return lines
  return []
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
  const part = async (
    path: string,
    milliseconds: number,
    work: (signal: AbortSignal) => Promise<unknown>,
  ) => {
    const value = await within(signal, { milliseconds, waitingFor: path }, work).catch((error: unknown) => ({
      error: toFailure(error).info,
    }))
    return { path, content: pretty(value) }
  }
  const ofDocker = async () => {
    try {
      const report = await within(signal, { milliseconds: sourceLimit, waitingFor: 'Docker' }, (limited) =>
        sources.docker(limited),
      )
      return await Promise.all(
        Object.entries(report).map(([name, read]) => part(`docker/${name}.json`, sourceLimit, read)),
      )
    } catch (error) {
      return [await part('docker/engine.json', sourceLimit, () => Promise.reject(toFailure(error)))]
    }
  }
  // Every part listens to it.
  setMaxListeners(0, signal)
  const [parts, docker, files, kept] = await Promise.all([
    Promise.all([
      part('machine.json', sourceLimit, async () => machine(sources.version)),
      part('status.json', sourceLimit, (limited) => sources.status(limited)),
      part('checks.json', sourceLimit * 2, (limited) => sources.checks(limited)),
      // By name alone: their content is a process's memory.
      part('crash-reports.json', sourceLimit, () => listCrashReports(sources.homeFolder)),
      part('versions.json', sourceLimit, (limited) => sources.versions(limited)),
      ...serviceNames.map((service) =>
        part(`logs/${service}.json`, sourceLimit, (limited) => newestLines(sources, service, limited)),
      ),
    ]),
    ofDocker(),
    readHomeFiles(sources.homeFolder),
    knownSecrets(sources.homeFolder),
  ])
  signal.throwIfAborted()

  const secrets = [...kept, ...files.flatMap(({ text }) => secretsIn(json(text)))]
  const known: Private = {
    secrets: [...new Set([...secrets, ...secrets.flatMap(derivedFrom)])],
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
