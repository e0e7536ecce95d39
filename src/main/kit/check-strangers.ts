import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from './finding'
import { isSystemName, layout } from './kit-layout'
import type { Kit } from './kit-manifest'

/** What stands there that no file of the kit is, or lies in: a folder of others is one thing, however much is in it. */
const strangersIn = async (kit: Kit): Promise<readonly string[]> => {
  const files = new Set(kit.files.map(({ path: file }) => file))
  const folders = new Set(
    kit.files.flatMap(({ path: file }) => {
      const names = file.split('/')
      return names.slice(1).map((_name, depth) => names.slice(0, depth + 1).join('/'))
    }),
  )
  // Whoever looks for an installer looks there, whether the kit has one or not.
  folders.add(layout.installers)
  const look = async (below: string): Promise<readonly string[]> => {
    const names = await readdir(path.join(kit.folder, ...below.split('/'))).catch((): string[] => [])
    const found = await Promise.all(
      names
        .filter((name) => !isSystemName(name))
        .map(async (name) => {
          const each = below === '' ? name : `${below}/${name}`
          if (files.has(each) || each === layout.manifest) return []
          return folders.has(each) ? look(each) : [each]
        }),
    )
    return found.flat()
  }
  return [...(await look(''))].sort()
}

const shown = (names: readonly string[]): string =>
  `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`

/**
 * What stands in the folder and is not the kit's. Nothing of it is used, and it may mislead who looks; where the installers lie a hand
 * starts it.
 */
export const checkStrangers = async (kit: Kit): Promise<readonly Finding[]> => {
  const strange = await strangersIn(kit)
  const programs = strange.filter((name) => name.startsWith(`${layout.installers}/`))
  const others = strange.filter((name) => !programs.includes(name))
  const found: Finding[] = []
  if (others.length > 0)
    found.push({
      part: 'files',
      state: 'warning',
      what: `In the folder is what the kit does not name: ${shown(others)}.`,
      why: 'It was put there afterwards. It is not used.',
      fix: 'Remove it, or keep it elsewhere. A lesson that is to belong to it: "realcave kit FOLDER" once more takes it in.',
    })
  if (programs.length > 0)
    found.push({
      part: 'installer',
      state: 'failed',
      what: `In the folder of the installers is what the kit does not name: ${shown(programs)}.`,
      why: 'It was put there afterwards, whoever did that. The scripts do not run it; a hand may.',
      fix: 'Remove it. A newer installer is given with "realcave kit FOLDER --installer FILE".',
    })
  return found
}
