/**
 * The list of what Windows' installer puts into its folder. The uninstaller removes what it names and nothing else
 * (resources/installer/removal.nsh): whatever else lies in the folder that was chosen is somebody's.
 */
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const listName = 'installed-files.txt'

const below = async (folder, above) => {
  const entries = await readdir(join(folder, ...above), { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async (entry) => {
      const names = [...above, entry.name]
      const line = names.join('\\')
      return entry.isDirectory() ? [...(await below(folder, names)), `${line}\\`] : [line]
    }),
  )
  return found.flat()
}

/** One name a line, as Windows writes it; a folder ends in a backslash, and stands behind all that is in it. */
export const listInstalledFiles = async (folder) => {
  const lines = (await below(folder, [])).filter((line) => line !== listName)
  // NSIS reads its lines in the code page of the machine.
  const strange = lines.find((line) => !/^[\x20-\x7e]{1,250}$/.test(line))
  if (strange !== undefined) throw new Error(`The installer could not remove a file of this name: ${strange}`)
  await writeFile(join(folder, listName), lines.map((line) => `${line}\r\n`).join(''))
}
