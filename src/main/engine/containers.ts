import { configurationLabel, homeLabel } from './compose-model'
import type { Container } from './engine'
import type { Inspected, Inspection, Listed } from './inspection'

/** A container of ours, with what is worked with here and nobody else needs to know. */
export interface OwnContainer extends Container {
  readonly id: string
  readonly name: string
  readonly image: string
  /** Id of the container whose network namespace it has joined; null where it has its own. */
  readonly owner: string | null
}

export const projectLabel = 'com.docker.compose.project'

/** By the engine's word: whether a stop would end something. */
export const isRunning = (state: string): boolean =>
  state === 'running' || state === 'restarting' || state === 'paused'
const serviceLabel = 'com.docker.compose.service'

const healthOf = (status: string | undefined): Container['health'] =>
  status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : 'none'

/** The engine's "never" is the year 1. */
const instant = (text: string): string | null =>
  text.startsWith('0001-') ? null : new Date(text).toISOString()

const ownerOf = ({ HostConfig }: Inspected): string | null =>
  HostConfig.NetworkMode.startsWith('container:') ? HostConfig.NetworkMode.slice('container:'.length) : null

/** Timestamps of one engine, in nanoseconds, compare as text only with the same number of digits. */
const nanoseconds = (text: string): string =>
  text.replace(/(\.\d+)?Z$/, (_, part = '') => String(part).padEnd(10, '0'))

const isJoined = (each: Inspected, byId: ReadonlyMap<string, Inspected>): boolean => {
  const owner = ownerOf(each)
  if (owner === null) return true
  const found = byId.get(owner)
  // One that does not run joins again when it starts.
  if (each.State.Status !== 'running') return found !== undefined
  return (
    found?.State.Status === 'running' &&
    nanoseconds(found.State.StartedAt) <= nanoseconds(each.State.StartedAt)
  )
}

/** While Compose makes a container anew there are two of a service, after a kill even longer: the newer one counts. */
const newestOfEach = (containers: readonly Inspected[]): readonly Inspected[] => {
  const newest = new Map<string, Inspected>()
  for (const each of [...containers].sort((a, b) => (a.Created < b.Created ? -1 : 1)))
    newest.set(each.Config.Labels[serviceLabel] ?? '', each)
  return [...newest.values()]
}

export interface Declared {
  readonly project: string
  readonly home: string
  /** By service: the image's name and the configuration's label. */
  readonly images: Readonly<Record<string, string>>
  readonly configurations: Readonly<Record<string, string>>
}

/** Labels of what is ours in a project. */
export const oursIn = ({ project, home }: Declared): readonly string[] => [
  `${projectLabel}=${project}`,
  `${homeLabel}=${home}`,
]

/** What the list alone tells of a container: enough to ask something of it. */
export interface ListedContainer {
  readonly id: string
  readonly running: boolean
  /** The port of this machine that one of its own is published at; undefined where it is not. */
  readonly published: (port: number) => number | undefined
}

/** The container of one service; while it is made anew, the newer one. */
export const listedOf = (list: readonly Listed[], service: string): ListedContainer | undefined => {
  const [newest] = list
    .filter(({ Labels }) => Labels[serviceLabel] === service)
    .sort((one, other) => other.Created - one.Created)
  return (
    newest && {
      id: newest.Id,
      running: newest.State === 'running',
      published: (port) =>
        newest.Ports.find(
          ({ PrivatePort, Type, PublicPort }) => PrivatePort === port && Type === 'tcp' && PublicPort,
        )?.PublicPort,
    }
  )
}

/** Every container of ours. */
export const ownContainers = async (
  inspection: Inspection,
  declared: Declared,
  signal: AbortSignal,
): Promise<readonly OwnContainer[]> => {
  const { images, configurations } = declared
  const tags = [...new Set(Object.values(images))]
  const { containers: found, images: ids } = await inspection.look(oursIn(declared), tags, signal)
  const byId = new Map(found.map((each) => [each.Id, each]))
  return newestOfEach(found).map((each) => {
    const service = each.Config.Labels[serviceLabel] ?? ''
    const joined = isJoined(each, byId)
    return {
      id: each.Id,
      name: each.Name.replace(/^\//, ''),
      image: each.Config.Image,
      owner: ownerOf(each),
      joined,
      service,
      state: each.State.Status,
      health: healthOf(each.State.Health?.Status),
      current:
        joined &&
        each.Config.Labels[configurationLabel] === configurations[service] &&
        each.Image === ids.get(images[service] ?? ''),
      exitCode:
        each.State.Status === 'running' || each.State.Status === 'created' ? null : each.State.ExitCode,
      startedAt: instant(each.State.StartedAt),
      restarts: each.RestartCount,
    }
  })
}
