import type Docker from 'dockerode'
import { z } from 'zod'
import { ask, carryOut } from './ask'
import { homeLabel } from './compose-model'
import { projectLabel } from './containers'
import { removeOurs } from './remove-project'

const containers = z.array(
  z.object({ Names: z.array(z.string()), Labels: z.record(z.string(), z.string()).nullish() }),
)
const networks = z.array(z.object({ Name: z.string(), Labels: z.record(z.string(), z.string()).nullish() }))

/** A container or network of a home under another project name than the one that it has now: nothing of the panel reaches it. */
export interface OwnElsewhere {
  readonly name: string
  readonly project: string
}

/** Volumes are not looked for: they are data, which waits under its project's name. */
export const ownElsewhere = async (
  docker: Docker,
  home: string,
  project: string,
  signal: AbortSignal,
): Promise<readonly OwnElsewhere[]> => {
  const filters = { label: [`${homeLabel}=${home}`] }
  const [listedContainers, listedNetworks] = await ask(
    'What is of this home could not be listed.',
    signal,
    () =>
      Promise.all([
        docker.listContainers({ all: true, filters }).then((answer) => containers.parse(answer)),
        docker.listNetworks({ filters }).then((answer) => networks.parse(answer)),
      ]),
  )
  return [
    ...listedContainers.map(({ Names, Labels }) => ({ name: (Names[0] ?? '').replace(/^\//, ''), Labels })),
    ...listedNetworks.map(({ Name, Labels }) => ({ name: Name, Labels })),
  ].flatMap(({ name, Labels }) => {
    const other = Labels?.[projectLabel]
    return other === undefined || other === project ? [] : [{ name, project: other }]
  })
}

/** Stops and removes them, with what the engine made for them alone; volumes with a name stay. */
export const removeElsewhere = async (
  docker: Docker,
  home: string,
  objects: readonly OwnElsewhere[],
  signal: AbortSignal,
): Promise<void> =>
  carryOut('What is left of this home could not be taken away.', signal, async () => {
    for (const project of new Set(objects.map(({ project: name }) => name)))
      await removeOurs(docker, project, home, false, signal)
  })
