import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** The files of a folder and of those in it, by their names from there, with slashes. By hand, for the oldest Node that the panel runs in cannot. */
export const filesBelow = async (folder: string, below = ''): Promise<readonly string[]> => {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true })
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const name = path.posix.join(below, entry.name)
      if (entry.isDirectory()) return filesBelow(folder, name)
      return entry.isFile() ? [name] : []
    }),
  )
  return nested.flat()
}
