import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { carryOut, ask } from './ask'
import { isRunning, projectLabel } from './containers'
import type { ForeignObject } from './engine'

/** What of a container tells whether it is in the way of what starts. */
interface Activity {
  readonly running: boolean
  /** Ports of this machine that it is published at. */
  readonly ports: readonly number[]
}

const listed = z.array(
  z.object({
    Names: z.array(z.string()),
    State: z.string(),
    Ports: z.array(z.object({ PublicPort: z.number().optional() })).nullish(),
  }),
)

const idle: Activity = { running: false, ports: [] }

/** Whether each container runs, by its name; what is unknown does not. */
export const activities = async (
  docker: Docker,
  signal: AbortSignal,
): Promise<(name: string) => Activity> => {
  const known = new Map<string, Activity>()
  const all = await ask('The containers could not be listed.', signal, () =>
    docker.listContainers({ all: true }).then((answer) => listed.parse(answer)),
  )
  for (const { Names, State, Ports } of all) {
    const running = isRunning(State)
    const ports = (Ports ?? []).flatMap(({ PublicPort }) => PublicPort ?? [])
    for (const name of Names) known.set(name.replace(/^\//, ''), { running, ports: [...new Set(ports)] })
  }
  return (name) => known.get(name) ?? idle
}

/** Databases take a moment to close. */
const stopSeconds = 10

/** Stops containers of others; they keep everything, and "docker start" brings them back. */
export const stopForeign = async (
  docker: Docker,
  containers: readonly ForeignObject[],
  signal: AbortSignal,
): Promise<void> =>
  carryOut('The containers of others could not be stopped.', signal, async () => {
    await Promise.all(
      containers.map(({ name }) =>
        unlessAlready('gone', unlessAlready('so', docker.getContainer(name).stop({ t: stopSeconds }))),
      ),
    )
  })

const labels = z.record(z.string(), z.string()).nullish()
const containersNamed = z.array(z.object({ Names: z.array(z.string()), Labels: labels }))
const named = z.array(z.object({ Name: z.string(), Labels: labels }))

/** Whether a project's name is on something of the engine already: as a label, or at the beginning of a name. */
export const usedProjects = async (
  docker: Docker,
  signal: AbortSignal,
): Promise<(project: string) => boolean> => {
  const [containers, volumes, networks] = await ask('The projects could not be listed.', signal, () =>
    Promise.all([
      docker.listContainers({ all: true }).then((answer) => containersNamed.parse(answer)),
      docker.listVolumes().then(({ Volumes }) => named.parse(Volumes)),
      docker.listNetworks().then((answer) => named.parse(answer)),
    ]),
  )
  const all = [
    ...containers.map(({ Names, Labels }) => ({ Name: (Names[0] ?? '').replace(/^\//, ''), Labels })),
    ...volumes,
    ...networks,
  ]
  return (project) =>
    all.some(
      ({ Name, Labels }) =>
        Labels?.[projectLabel] === project ||
        Name.startsWith(`${project}-`) ||
        Name.startsWith(`${project}_`),
    )
}
