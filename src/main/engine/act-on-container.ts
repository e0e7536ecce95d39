import type Docker from 'dockerode'
import type { ServiceAction } from '../../shared/domain/service'
import { unlessAlready } from './already'
import type { OwnContainer } from './containers'

/** Services end by themselves within this; then they are killed. */
const stopSeconds = 10

const stop = (docker: Docker, { id }: OwnContainer): Promise<unknown> =>
  unlessAlready('so', docker.getContainer(id).stop({ t: stopSeconds }))

const start = (docker: Docker, { id }: OwnContainer): Promise<unknown> =>
  unlessAlready('so', docker.getContainer(id).start())

/** One after another, as they were given. */
export const restartAll = async (docker: Docker, containers: readonly OwnContainer[]): Promise<void> => {
  for (const { id } of containers) await docker.getContainer(id).restart({ t: stopSeconds })
}

/**
 * A network namespace ends with the container that owns it, and what has joined it is left with a dead loopback (CAVE-FACTS
 * 10): an owner is started before what joins it, and after its restart they are restarted, too.
 */
export const actOn = async (
  docker: Docker,
  container: OwnContainer,
  action: ServiceAction,
  all: readonly OwnContainer[],
): Promise<void> => {
  const owner = all.find(({ id }) => id === container.owner)
  switch (action) {
    case 'stop':
      await stop(docker, container)
      return
    case 'start':
      if (owner && owner.state !== 'running') await start(docker, owner)
      await start(docker, container)
      return
    case 'restart':
      if (owner && owner.state !== 'running') await start(docker, owner)
      await restartAll(docker, [
        container,
        ...all.filter((each) => each.owner === container.id && each.state === 'running'),
      ])
  }
}
