import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { carryOut, engineSaid } from './ask'
import { homeLabel } from './compose-model'
import { homeObjects } from './project-objects'
import { projectLabel } from './containers'
import { removeOurs } from './remove-project'

const images = z.array(z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullish() }))

/** Whether it is gone; an image that a container of others uses is refused with 409, and stays. */
const removeImage = async (docker: Docker, name: string): Promise<boolean> => {
  try {
    await unlessAlready('gone', docker.getImage(name).remove({ force: false }))
    return true
  } catch (error) {
    if (engineSaid(error)?.status === 409) return false
    throw error
  }
}

/** Those that were made for this home carry its label; published ones are known by name alone. */
const imagesOf = async (
  docker: Docker,
  home: string,
  published: readonly string[],
): Promise<readonly string[]> => {
  const filters = { label: [`${homeLabel}=${home}`] }
  const made = images
    .parse(await docker.listImages({ filters }))
    .flatMap(({ Id, RepoTags }) => (RepoTags?.length ? RepoTags : [Id]))
  return [...new Set([...made, ...published])]
}

/**
 * Removes all that is of a home, under whichever project's name: containers, networks, volumes, then the images that it ran from.
 * Tells which images stay, since something of others uses them.
 */
export const removeOfHome = (
  docker: Docker,
  home: string,
  published: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> =>
  carryOut('What is of this home could not be removed from Docker.', signal, async () => {
    const projects = (await homeObjects(docker, home)).flatMap(({ labels }) => labels[projectLabel] ?? [])
    for (const project of new Set(projects)) await removeOurs(docker, project, home, true, signal)
    const stays: string[] = []
    for (const name of await imagesOf(docker, home, published)) {
      signal.throwIfAborted()
      if (!(await removeImage(docker, name))) stays.push(name)
    }
    return stays
  })
