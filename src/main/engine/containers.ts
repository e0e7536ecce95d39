import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { configurationLabel, homeLabel } from './compose-model'
import type { Container } from './engine'

/** A container of ours, with what is worked with here and nobody else needs to know. */
export interface OwnContainer extends Container {
  readonly id: string
  readonly name: string
  readonly image: string
  /** Id of the container whose network namespace it has joined; null where it has its own. */
  readonly owner: string | null
  /** Whether that namespace still lives: its owner has not begun anew since. */
  readonly joined: boolean
}

export const projectLabel = 'com.docker.compose.project'
const serviceLabel = 'com.docker.compose.service'

const listed = z.array(z.object({ Id: z.string(), Labels: z.record(z.string(), z.string()) }))

const inspected = z.object({
  Id: z.string(),
  Name: z.string(),
  Image: z.string(),
  Created: z.string(),
  RestartCount: z.number(),
  Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()) }),
  HostConfig: z.object({ NetworkMode: z.string() }),
  State: z.object({
    Status: z.enum(['created', 'running', 'paused', 'restarting', 'exited', 'dead']).catch('dead'),
    ExitCode: z.number(),
    StartedAt: z.string(),
    Health: z.object({ Status: z.string() }).nullish(),
  }),
})
type Inspected = z.infer<typeof inspected>

const imageId = z.object({ Id: z.string() })

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

/** What the list alone tells of a container: enough to ask something of it. */
export interface ListedContainer {
  readonly id: string
  readonly running: boolean
}

const listedOne = z.array(z.object({ Id: z.string(), State: z.string(), Created: z.number() }))

/** The container of one service, at the price of one question; while it is made anew, the newer one. */
export const ownContainer = async (
  docker: Docker,
  declared: Declared,
  service: string,
): Promise<ListedContainer | undefined> => {
  const label = [...ours(declared).label, `${serviceLabel}=${service}`]
  const found = listedOne.parse(await docker.listContainers({ all: true, filters: { label } }))
  const newest = found.reduce<(typeof found)[number] | undefined>(
    (one, other) => (one === undefined || other.Created > one.Created ? other : one),
    undefined,
  )
  return newest && { id: newest.Id, running: newest.State === 'running' }
}

/** Filters for what is ours in a project. */
const ours = ({ project, home }: Declared): { label: string[] } => ({
  label: [`${projectLabel}=${project}`, `${homeLabel}=${home}`],
})

/** Every container of ours, looked at one by one: the list alone tells neither health nor restarts. */
export const ownContainers = async (
  docker: Docker,
  declared: Declared,
  abortSignal: AbortSignal,
): Promise<readonly OwnContainer[]> => {
  const list = listed.parse(await docker.listContainers({ all: true, filters: ours(declared), abortSignal }))
  const looks = await Promise.all(
    list.map(({ Id }) => unlessAlready('gone', docker.getContainer(Id).inspect())),
  )
  const found = looks.filter((each) => each !== undefined).map((each) => inspected.parse(each))
  const tags = [
    ...new Set(found.flatMap(({ Config }) => declared.images[Config.Labels[serviceLabel] ?? ''] ?? [])),
  ]
  const ids = new Map(
    await Promise.all(
      tags.map(async (tag) => {
        const image = await unlessAlready('gone', docker.getImage(tag).inspect())
        return [tag, image === undefined ? null : imageId.parse(image).Id] as const
      }),
    ),
  )
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
        each.Config.Labels[configurationLabel] === declared.configurations[service] &&
        each.Image === ids.get(declared.images[service] ?? ''),
      exitCode:
        each.State.Status === 'running' || each.State.Status === 'created' ? null : each.State.ExitCode,
      startedAt: instant(each.State.StartedAt),
      restarts: each.RestartCount,
    }
  })
}
