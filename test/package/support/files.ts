import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Every file and link below a folder, with forward slashes, sorted. */
export const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const found: string[] = []
  const walk = async (place: string): Promise<void> => {
    for (const entry of await readdir(place, { withFileTypes: true })) {
      const path = join(place, entry.name)
      if (entry.isDirectory()) await walk(path)
      else found.push(relative(folder, path).replaceAll('\\', '/'))
    }
  }
  await walk(folder)
  return found.sort()
}
