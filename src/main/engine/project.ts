import { Failure } from '../../shared/errors'
import { actOn, restartAll } from './act-on-container'
import { unlessAlready } from './already'
import { archive } from './archive'
import { ask, carryOut } from './ask'
import { composeOf } from './compose'
import { composeUp } from './compose-up'
import { configurations } from './compose-model'
import { containerLogs } from './container-logs'
import { containerStats } from './container-stats'
import {
  listedOf,
  oursIn,
  ownContainers,
  type Declared,
  type ListedContainer,
  type OwnContainer,
} from './containers'
import { declaredNames } from './declared-names'
import type { DockerProject, ForeignObject } from './engine'
import { engineEvents } from './engine-events'
import { execIn } from './exec'
import { foreignFailure } from './foreign-failure'
import { openInspection } from './inspection'
import type { ProjectOptions } from './project-options'
import { foreignObjects } from './project-objects'
import { removeOurs } from './remove-project'
import { SharedLook } from './shared-look'
import { Turns } from './turns'

const absent = (service: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `${service} has no container.`,
    why: 'The fleet is down, or its start has not come that far.',
    fix: 'Start the fleet.',
  })

/**
 * Compose puts the files of its configs into a container between making and starting it: one that was left between the two by a
 * kill would start without them.
 */
const isUnstarted = ({ state }: OwnContainer): boolean => state === 'created'

export const openProject = (options: ProjectOptions): DockerProject => {
  const { link, name, home, model } = options
  const { docker } = link
  const images = (): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(model().services).map(([service, { image }]) => [service, image]))
  const declared = (): Declared => ({
    project: name,
    home,
    images: images(),
    configurations: configurations(model()),
  })

  /** It does not go away while a program runs; one that is missing may be installed meanwhile. */
  let composeVersion: string | undefined

  /** Two runs side by side would both make the network, and what both depend on. */
  const turns = new Turns()

  /** Every step, and every service that is looked at, asks for all containers. */
  const inspection = openInspection(docker)
  const looks = new SharedLook((signal) => ownContainers(inspection, declared(), signal))
  const lists = new SharedLook((signal) => inspection.list(oursIn(declared()), signal))
  const renew = (): void => {
    inspection.renew()
    looks.renew()
    lists.renew()
  }
  const all = (signal: AbortSignal): Promise<readonly OwnContainer[]> =>
    ask('The containers could not be listed.', signal, () => looks.ask(signal))
  const changing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } finally {
      renew()
    }
  }

  const find = (service: string, signal: AbortSignal): Promise<ListedContainer | undefined> =>
    ask(`The container of ${service} could not be looked for.`, signal, () =>
      lists.ask(signal).then((list) => listedOf(list, service)),
    )

  const the = async (service: string, signal: AbortSignal): Promise<ListedContainer> => {
    const found = await find(service, signal)
    if (found === undefined) throw absent(service)
    return found
  }

  const removeAll = (containers: readonly OwnContainer[], signal: AbortSignal): Promise<void> =>
    carryOut('Containers could not be made anew.', signal, () =>
      changing(async () => {
        for (const { id } of containers)
          // With the volumes that have no name: no other container ever uses them.
          await unlessAlready('gone', docker.getContainer(id).remove({ force: true, v: true }))
      }),
    )
  const compose = (
    services: readonly string[],
    log: (line: string) => void,
    signal: AbortSignal,
  ): Promise<void> => changing(() => composeUp(options, services, log, signal))

  const foreign = (signal: AbortSignal): Promise<readonly ForeignObject[]> =>
    ask('The objects of the project could not be listed.', signal, () =>
      foreignObjects(docker, name, home, declaredNames(name, model())),
    )

  return {
    name,
    get images() {
      return images()
    },
    compose: async (signal) => (composeVersion ??= await composeOf(link, signal)),

    containers: all,

    foreign,

    up: async (services, log, signal) => {
      // An image may have another tag by now, of which no event tells.
      renew()
      await turns.take(signal, async () => {
        // Compose itself would adopt them, and make them anew.
        const others = await foreign(signal)
        if (others.length > 0) throw foreignFailure(name, others)
        await removeAll((await all(signal)).filter(isUnstarted), signal)
        await compose(services, log, signal)
        // Made anew under another id: nothing starts what has joined the old one.
        const containers = await all(signal)
        const orphans = containers.filter(
          ({ owner }) => owner !== null && containers.every(({ id }) => id !== owner),
        )
        if (orphans.length > 0) {
          await removeAll(orphans, signal)
          await compose(
            orphans.map(({ service }) => service),
            log,
            signal,
          )
        }
        // In the same turn: another would find them as stale as this one does, and restart them once more.
        const stale = (await all(signal)).filter(({ state, joined }) => state === 'running' && !joined)
        await carryOut('Containers could not be joined again.', signal, () =>
          changing(() => restartAll(docker, stale)),
        )
      })
    },

    act: async (service, action, signal) => {
      const containers = await all(signal)
      const container = containers.find((each) => each.service === service)
      if (container === undefined) throw absent(service)
      await carryOut(`${service} could not be told to ${action}.`, signal, () =>
        changing(() => actOn(docker, container, action, containers)),
      )
    },

    exec: async (service, command, log, signal) =>
      execIn(docker, (await the(service, signal)).id, command, log, signal),

    async *logs(service, wanted, signal) {
      yield* containerLogs(docker, (await the(service, signal)).id, wanted, signal)
    },

    async *events(signal) {
      for await (const _ of engineEvents(docker, oursIn(declared()), signal)) {
        renew()
        yield
      }
    },

    remove: (volumes, signal) =>
      carryOut('The fleet could not be removed.', signal, () =>
        changing(() => removeOurs(docker, name, home, volumes, signal)),
      ),

    stats: async (service, signal) => {
      const container = await find(service, signal)
      if (container?.running !== true) return null
      return ask('The use of memory could not be read.', signal, () => containerStats(docker, container.id))
    },

    publishedPort: async (service, port, signal) => (await find(service, signal))?.published(port) ?? null,

    putArchive: async (service, folder, entries, signal) => {
      const container = await the(service, signal)
      const content = await archive(entries)
      await carryOut(`Files could not be put into ${service}.`, signal, () =>
        docker.getContainer(container.id).putArchive(content, { path: folder }),
      )
    },
  }
}
