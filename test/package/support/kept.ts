import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export const run = promisify(execFile)

const folder = resolve('.cache/package')

/** A path below the folder where the packages' tests keep what takes long to make. */
export const keptPath = (...names: readonly string[]): string => resolve(folder, ...names)

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A folder that is made once: beside it, then renamed, so that one that is there is whole. */
export const kept = async (name: string, make: (into: string) => Promise<void>): Promise<string> => {
  const place = keptPath(name)
  if (await exists(place)) return place
  await mkdir(dirname(place), { recursive: true })
  const work = await mkdtemp(keptPath(`.${name}-`))
  try {
    await make(work)
    await rename(work, place)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return place
}
