import type Docker from 'dockerode'
import { ask, engineSaid } from './ask'

/** An image as it came: its name may stand for another one since. */
export interface BroughtImage {
  readonly name: string
  readonly id: string
}

/** Where it is kept which images a home has brought to the machine: only those are its own to remove. */
export interface BroughtImages {
  read(): Promise<readonly BroughtImage[]>
  write(images: readonly BroughtImage[]): Promise<void>
}

/** For an engine that is only looked at. */
export const noneBrought: BroughtImages = { read: async () => [], write: async () => undefined }

/** Undefined where there is no such image. */
export const imageId = async (docker: Docker, image: string): Promise<string | undefined> => {
  try {
    return (await docker.getImage(image).inspect()).Id
  } catch (error) {
    if (engineSaid(error)?.status === 404) return undefined
    throw error
  }
}

const idsOf = async (docker: Docker, images: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const found = await Promise.all(
    images.map(async (name) => {
      const id = await imageId(docker, name)
      return id === undefined ? [] : [[name, id] as const]
    }),
  )
  return new Map(found.flat())
}

/** What is asked after a failure must not keep whoever waits for it: a pull that was cancelled since the engine hangs, for example. */
const lastLookMilliseconds = 2000

/** Brings images, and notes those that were not there before. What came of a bringing that failed half-way is noted, too. */
export const noteBrought = async <T>(
  docker: Docker,
  brought: BroughtImages,
  images: readonly string[],
  signal: AbortSignal,
  bring: () => Promise<T>,
): Promise<T> => {
  const look = (limit: AbortSignal) =>
    ask('The images could not be looked at.', limit, () => idsOf(docker, images))
  const before = await look(signal)
  const note = async (limit: AbortSignal): Promise<void> => {
    const came = [...(await look(limit))]
      .filter(([name]) => !before.has(name))
      .map(([name, id]) => ({ name, id }))
    if (came.length === 0) return
    const names = new Set(came.map(({ name }) => name))
    await brought.write([...(await brought.read()).filter(({ name }) => !names.has(name)), ...came])
  }
  let done: T
  try {
    done = await bring()
  } catch (error) {
    // Why it failed is what counts.
    await note(AbortSignal.timeout(lastLookMilliseconds)).catch(() => undefined)
    throw error
  }
  await note(signal)
  return done
}
