import type Docker from 'dockerode'
import { z } from 'zod'
import { homeLabel } from './compose-model'
import { isRunning, projectLabel } from './containers'
import type { DeclaredNames } from './declared-names'
import type { ForeignObject } from './engine'

const labels = z.record(z.string(), z.string()).nullish()
const containers = z.array(
  z.object({ Id: z.string(), Names: z.array(z.string()), State: z.string(), Labels: labels }),
)
const volumes = z.object({ Volumes: z.array(z.object({ Name: z.string(), Labels: labels })).nullish() })
const networks = z.array(z.object({ Id: z.string(), Name: z.string(), Labels: labels }))

/** Something that carries a Compose project's name. */
export interface ProjectObject {
  readonly kind: ForeignObject['kind']
  /** What the engine knows it by. */
  readonly id: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly running: boolean
}

type Filters = Readonly<Record<string, string[]>>

const listContainers = async (docker: Docker, filters: Filters): Promise<readonly ProjectObject[]> =>
  containers
    .parse(await docker.listContainers({ all: true, filters }))
    .map(({ Id, Names, State, Labels }) => ({
      kind: 'container',
      id: Id,
      name: (Names[0] ?? Id).replace(/^\//, ''),
      labels: Labels ?? {},
      running: isRunning(State),
    }))

const listVolumes = async (docker: Docker, filters: Filters): Promise<readonly ProjectObject[]> =>
  (volumes.parse(await docker.listVolumes({ filters })).Volumes ?? []).map(({ Name, Labels }) => ({
    kind: 'volume',
    id: Name,
    name: Name,
    labels: Labels ?? {},
    running: false,
  }))

const listNetworks = async (docker: Docker, filters: Filters): Promise<readonly ProjectObject[]> =>
  networks.parse(await docker.listNetworks({ filters })).map(({ Id, Name, Labels }) => ({
    kind: 'network',
    id: Id,
    name: Name,
    labels: Labels ?? {},
    running: false,
  }))

const listAll = async (
  docker: Docker,
  filtersOf: (kind: ProjectObject['kind']) => Filters,
): Promise<readonly ProjectObject[]> =>
  (
    await Promise.all([
      listContainers(docker, filtersOf('container')),
      listVolumes(docker, filtersOf('volume')),
      listNetworks(docker, filtersOf('network')),
    ])
  ).flat()

/** Everything that says that it is of a project, whoever made it. */
export const projectObjects = (docker: Docker, project: string): Promise<readonly ProjectObject[]> =>
  listAll(docker, () => ({ label: [`${projectLabel}=${project}`] }))

/** Everything that says that it is of a home, in whichever project. */
export const homeObjects = (docker: Docker, home: string): Promise<readonly ProjectObject[]> =>
  listAll(docker, () => ({ label: [`${homeLabel}=${home}`] }))

/** The homes that have volumes here: each has a fleet, running or not. */
export const homesWithVolumes = async (docker: Docker): Promise<readonly string[]> =>
  (await listVolumes(docker, { label: [homeLabel] })).flatMap(({ labels }) => labels[homeLabel] ?? [])

/** Everything that has one of these names, whatever it says of itself. */
const namesakes = async (docker: Docker, names: DeclaredNames): Promise<readonly ProjectObject[]> => {
  // The engine takes each for a part of a name, and no name at all for every name.
  const found = await listAll(docker, (kind) => ({ name: names[kind].size > 0 ? [...names[kind]] : ['^$'] }))
  return found.filter(({ kind, name }) => names[kind].has(name))
}

export const isOurs = ({ labels }: ProjectObject, home: string): boolean => labels[homeLabel] === home

/**
 * What stands where a home's project would be and is not of it: what says that it is of the project, and what merely has the name
 * of something that the project is about to make.
 */
export const foreignObjects = async (
  docker: Docker,
  project: string,
  home: string,
  names: DeclaredNames,
): Promise<readonly ForeignObject[]> => {
  const [saying, named] = await Promise.all([projectObjects(docker, project), namesakes(docker, names)])
  const byId = new Map([...saying, ...named].map((each) => [`${each.kind} ${each.id}`, each]))
  return [...byId.values()]
    .filter((each) => !isOurs(each, home))
    .map((each) => ({ kind: each.kind, name: each.name, origin: originOf(each), running: each.running }))
}

/** Compose writes down where it was called; a project made from standard input has a folder only. */
const originOf = ({ labels }: ProjectObject): string | null => {
  const files = labels['com.docker.compose.project.config_files']
  return (
    (files !== undefined && files !== '-' && files !== '' ? files : undefined) ??
    labels['com.docker.compose.project.working_dir'] ??
    null
  )
}
