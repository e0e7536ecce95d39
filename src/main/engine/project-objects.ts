import type Docker from 'dockerode'
import { z } from 'zod'
import { homeLabel } from './compose-model'
import { projectLabel } from './containers'
import type { ForeignObject } from './engine'

const labels = z.record(z.string(), z.string()).nullish()
const containers = z.array(z.object({ Id: z.string(), Names: z.array(z.string()), Labels: labels }))
const volumes = z.object({ Volumes: z.array(z.object({ Name: z.string(), Labels: labels })).nullish() })
const networks = z.array(z.object({ Id: z.string(), Name: z.string(), Labels: labels }))

/** Something that carries a Compose project's name. */
export interface ProjectObject {
  readonly kind: ForeignObject['kind']
  /** What the engine knows it by. */
  readonly id: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** Everything of a project, whoever made it. */
export const projectObjects = async (docker: Docker, project: string): Promise<readonly ProjectObject[]> => {
  const filters = { label: [`${projectLabel}=${project}`] }
  const [listedContainers, listedVolumes, listedNetworks] = await Promise.all([
    docker.listContainers({ all: true, filters }).then((answer) => containers.parse(answer)),
    docker.listVolumes({ filters }).then((answer) => volumes.parse(answer).Volumes ?? []),
    docker.listNetworks({ filters }).then((answer) => networks.parse(answer)),
  ])
  return [
    ...listedContainers.map(({ Id, Names, Labels }) => ({
      kind: 'container' as const,
      id: Id,
      name: (Names[0] ?? Id).replace(/^\//, ''),
      labels: Labels ?? {},
    })),
    ...listedVolumes.map(({ Name, Labels }) => ({
      kind: 'volume' as const,
      id: Name,
      name: Name,
      labels: Labels ?? {},
    })),
    ...listedNetworks.map(({ Id, Name, Labels }) => ({
      kind: 'network' as const,
      id: Id,
      name: Name,
      labels: Labels ?? {},
    })),
  ]
}

export const isOurs = ({ labels }: ProjectObject, home: string): boolean => labels[homeLabel] === home

/** Compose writes down where it was called; a project made from standard input has a folder only. */
export const originOf = ({ labels }: ProjectObject): string | null => {
  const files = labels['com.docker.compose.project.config_files']
  return (
    (files !== undefined && files !== '-' && files !== '' ? files : undefined) ??
    labels['com.docker.compose.project.working_dir'] ??
    null
  )
}
