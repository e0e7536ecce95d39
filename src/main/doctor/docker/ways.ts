import type Docker from 'dockerode'
import type { Foreign } from '../../../shared/domain/foreign'
import type { Place } from '../../../shared/domain/place'
import { linkTo } from '../../engine/engine-link'
import type { DockerProject } from '../../engine/engine'
import type { EngineSearch } from '../../engine/find-engine'
import { activities, stopForeign, usedProjects } from '../../engine/foreign-containers'
import { nextName } from '../../engine/foreign-failure'
import { ownElsewhere, removeElsewhere } from '../../engine/own-elsewhere'
import { surroundingsHere } from '../../engine/surroundings'
import { lockHome } from '../../home/lock'
import type { Home } from '../../home/home'
import { freePort } from '../checks/try-port'

/** The engine and the project of a home, as they are now. */
export interface WaysSource {
  readonly home: () => Home
  readonly find: () => Promise<EngineSearch>
  readonly project: () => Promise<DockerProject>
}

/** What can be done on an engine about what stands in the genuine fleet's way. */
export interface Ways {
  foreign(signal: AbortSignal): Promise<Foreign>
  /** Only what is of others and has our names is stopped, whatever was named. */
  stopForeign(containers: readonly string[], signal: AbortSignal): Promise<readonly string[]>
  removeLeftovers(signal: AbortSignal): Promise<readonly string[]>
}

const freeName = (project: string, isUsed: (project: string) => boolean): string => {
  let name = nextName(project)
  while (isUsed(name)) name = nextName(name)
  return name
}

export const openWays = ({ home, find, project }: WaysSource): Ways => {
  const engine = async (): Promise<Docker> => {
    const search = await find()
    if (!search.found) throw search.failure
    return linkTo(search.address, await surroundingsHere()).docker
  }
  const freePlace = async (
    docker: Docker,
    { port, project: name }: Place,
    taken: readonly number[],
    signal: AbortSignal,
  ): Promise<Place> => ({
    project: freeName(name, await usedProjects(docker, signal)),
    port: taken.includes(port) ? await freePort(port + 1, taken) : port,
  })

  return {
    foreign: async (signal) => {
      const docker = await engine()
      const ours = await project()
      const [objects, activityOf] = await Promise.all([ours.foreign(signal), activities(docker, signal)])
      const told = objects.map((each) => ({
        ...each,
        ...(each.kind === 'container' ? activityOf(each.name) : { running: false, ports: [] }),
      }))
      const ports = [...new Set(told.flatMap((each) => each.ports))]
      return {
        project: ours.name,
        objects: told.map(({ kind, name, origin, running }) => ({ kind, name, origin, running })),
        ports,
        free: await freePlace(docker, home().settings, ports, signal),
      }
    },
    stopForeign: async (containers, signal) => {
      const docker = await engine()
      const [objects, activityOf] = await Promise.all([
        (await project()).foreign(signal),
        activities(docker, signal),
      ])
      const named = objects.filter(
        ({ kind, name }) => kind === 'container' && containers.includes(name) && activityOf(name).running,
      )
      await stopForeign(docker, named, signal)
      return named.map(({ name }) => name)
    },
    removeLeftovers: async (signal) => {
      const docker = await engine()
      const { id, project: name } = home().settings
      const lock = await lockHome(home(), 'Taking away what another project name has left')
      try {
        const objects = await ownElsewhere(docker, id, name, signal)
        await removeElsewhere(docker, id, objects, signal)
        return objects.map((each) => each.name)
      } finally {
        await lock.release()
      }
    },
  }
}
