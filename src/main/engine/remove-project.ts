import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { engineSaid } from './ask'
import { removeOnceLeftBehind } from './once-left-behind'
import { isOurs, projectObjects, type ProjectObject } from './project-objects'

const mode = z.object({ HostConfig: z.object({ NetworkMode: z.string() }) })

/** Those that have joined another's network namespace go before its owner. */
const joinedFirst = async (
  docker: Docker,
  containers: readonly ProjectObject[],
): Promise<readonly (readonly ProjectObject[])[]> => {
  const joined: ProjectObject[] = []
  const others: ProjectObject[] = []
  for (const each of containers) {
    const answer = await unlessAlready('gone', docker.getContainer(each.id).inspect())
    if (answer === undefined) continue
    const isJoined = mode.parse(answer).HostConfig.NetworkMode.startsWith('container:')
    if (isJoined) joined.push(each)
    else others.push(each)
  }
  return [joined, others]
}

/** Services write nothing that a quick end could damage but PostgreSQL, which takes a moment to close. */
const stopSeconds = 10

/** A network that a container of others has joined: the engine refuses with 403, newer ones with 409. */
const leaveWhatOthersUse = (error: unknown): void => {
  if (!/active endpoints/i.test(engineSaid(error)?.why ?? '')) throw error
}

/**
 * Removes what carries our label: containers, then networks, then, where asked for, volumes. Needs no Compose. What others
 * made stays, and so does a network of ours that something of theirs uses.
 */
export const removeOurs = async (
  docker: Docker,
  project: string,
  home: string,
  withVolumes: boolean,
  signal: AbortSignal,
): Promise<void> => {
  const objects = (await projectObjects(docker, project)).filter((each) => isOurs(each, home))
  const of = (kind: ProjectObject['kind']): readonly ProjectObject[] =>
    objects.filter((each) => each.kind === kind)
  for (const group of await joinedFirst(docker, of('container'))) {
    signal.throwIfAborted()
    await Promise.all(
      group.map(async ({ id }) => {
        await unlessAlready('gone', unlessAlready('so', docker.getContainer(id).stop({ t: stopSeconds })))
        // Volumes without a name belong to the container alone; named ones stay.
        await unlessAlready('gone', docker.getContainer(id).remove({ force: true, v: true }))
      }),
    )
  }
  await removeOnceLeftBehind(docker, home)
  for (const { id } of of('network')) {
    signal.throwIfAborted()
    await unlessAlready('gone', docker.getNetwork(id).remove()).catch(leaveWhatOthersUse)
  }
  if (!withVolumes) return
  for (const { id } of of('volume')) {
    signal.throwIfAborted()
    await unlessAlready('gone', docker.getVolume(id).remove())
  }
}
