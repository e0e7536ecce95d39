import type Docker from 'dockerode'
import { z } from 'zod'
import { unlessAlready } from './already'
import { ask, carryOut, engineSaid } from './ask'
import { imageId, type BroughtImages } from './brought-images'
import { homeLabel } from './compose-model'
import { homeObjects, homesWithVolumes } from './project-objects'
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

/** Those that were made here for this home carry its label. */
const madeFor = async (docker: Docker, home: string): Promise<readonly string[]> => {
  const filters = { label: [`${homeLabel}=${home}`] }
  return images
    .parse(await docker.listImages({ filters }))
    .flatMap(({ Id, RepoTags }) => (RepoTags?.length ? RepoTags : [Id]))
}

/**
 * Of the images that this home runs from or has brought: goes what it made or brought itself, unless a container uses it, or another home
 * has a fleet here, which may have been stopped and come back without a network. Tells which stay.
 */
const removeImages = async (
  docker: Docker,
  home: string,
  used: readonly string[],
  brought: BroughtImages,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const made = await madeFor(docker, home)
  const noted = await brought.read()
  const shared = (await homesWithVolumes(docker)).some((each) => each !== home)
  const stays: string[] = []
  for (const name of new Set([...made, ...noted.map((each) => each.name), ...used])) {
    signal.throwIfAborted()
    const id = await imageId(docker, name)
    if (id === undefined) continue
    const ours = noted.some((each) => each.name === name && each.id === id)
    const mayGo = made.includes(name) || (ours && !shared)
    if (!mayGo || !(await removeImage(docker, name))) stays.push(name)
  }
  // The next one of the same name that comes here may be somebody else's.
  if (noted.length > 0) await brought.write(noted.filter(({ name }) => stays.includes(name)))
  return stays
}

/**
 * Removes all that is of a home, under whichever project's name: containers, networks, volumes, then its images. Tells which of those
 * that it runs from stay.
 */
export const removeOfHome = (
  docker: Docker,
  home: string,
  used: readonly string[],
  brought: BroughtImages,
  signal: AbortSignal,
): Promise<readonly string[]> =>
  carryOut('What is of this home could not be removed from Docker.', signal, async () => {
    const projects = (await homeObjects(docker, home)).flatMap(({ labels }) => labels[projectLabel] ?? [])
    for (const project of new Set(projects)) await removeOurs(docker, project, home, true, signal)
    return removeImages(docker, home, used, brought, signal)
  })

/** What is of a home, in words: "volume realcave_postgres". */
export const namesOfHome = (
  docker: Docker,
  home: string,
  brought: BroughtImages,
  signal: AbortSignal,
): Promise<readonly string[]> =>
  ask('What is of this home could not be looked for in Docker.', signal, async () => {
    const objects = (await homeObjects(docker, home)).map(({ kind, name }) => `${kind} ${name}`)
    const noted = (await brought.read()).map(({ name }) => name)
    const here: string[] = []
    for (const name of new Set([...(await madeFor(docker, home)), ...noted]))
      if ((await imageId(docker, name)) !== undefined) here.push(`image ${name}`)
    return [...objects, ...here]
  })
