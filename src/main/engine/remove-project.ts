import type Docker from 'dockerode'
import { engineSaid } from './ask'
import { isOurs, projectObjects, type ProjectObject } from './project-objects'
import { z } from 'zod'

const mode = z.object({ HostConfig: z.object({ NetworkMode: z.string() }) })

/** What is gone already, or goes in this instant, is what was wanted. */
const orGone = async (call: Promise<unknown>): Promise<void> => {
  try {
    await call
  } catch (error) {
    const said = engineSaid(error)
    if (said?.status === 404 || (said?.status === 409 && /already in progress/i.test(said.why))) return
    throw error
  }
}

/** Those that have joined another's network namespace go before its owner. */
const joinedFirst = async (
  docker: Docker,
  containers: readonly ProjectObject[],
): Promise<readonly (readonly ProjectObject[])[]> => {
  const joined: ProjectObject[] = []
  const others: ProjectObject[] = []
  for (const each of containers) {
    try {
      const { HostConfig } = mode.parse(await docker.getContainer(each.id).inspect())
      ;(HostConfig.NetworkMode.startsWith('container:') ? joined : others).push(each)
    } catch (error) {
      if (engineSaid(error)?.status !== 404) throw error
    }
  }
  return [joined, others]
}

/** Services write nothing that a quick end could damage but PostgreSQL, which takes a moment to close. */
const stopSeconds = 10

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
        await orGone(docker.getContainer(id).stop({ t: stopSeconds }).catch(ignoreStopped))
        // Volumes without a name belong to the container alone; named ones stay.
        await orGone(docker.getContainer(id).remove({ force: true, v: true }))
      }),
    )
  }
  for (const { id } of of('network')) {
    signal.throwIfAborted()
    await orGone(docker.getNetwork(id).remove())
  }
  if (!withVolumes) return
  for (const { id } of of('volume')) {
    signal.throwIfAborted()
    await orGone(docker.getVolume(id).remove())
  }
}

/** 304: it does not run. */
const ignoreStopped = (error: unknown): void => {
  if (engineSaid(error)?.status !== 304) throw error
}
