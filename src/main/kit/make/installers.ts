import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../shared/errors'
import { fileReason } from '../../home/file-failure'
import { digestOf } from '../digest'
import { isKitPath, layout } from '../kit-layout'
import { targetOf, type Target } from '../targets'
import { notWritten } from './destination'

export interface Installer {
  readonly file: string
  readonly bytes: number
  readonly target: Target | undefined
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/\.exe$/i, 'win'],
  [/\.AppImage$/i, 'linux'],
  [/\.dmg$/i, 'mac'],
]

const systemOf = (file: string): string | undefined => endings.find(([ending]) => ending.test(file))?.[1]

const wrong = (given: string, why: string): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `${given} is no installer of RealCAVE.`,
    why,
    fix: 'Name the file as it was downloaded (.exe, .AppImage or .dmg), or a folder that holds such files.',
  })

const one = async (file: string): Promise<Installer> => {
  const name = path.basename(file)
  const system = systemOf(name)
  if (system === undefined) throw wrong(file, 'Its name does not end in .exe, .AppImage or .dmg.')
  if (!isKitPath(`${layout.installers}/${name}`))
    throw wrong(file, 'Its name holds characters that not every system takes.')
  const { size } = await stat(file)
  return { file, bytes: size, target: targetOf(system) }
}

/** The installers among what was named: files, or folders that hold some. */
export const findInstallers = async (given: readonly string[]): Promise<readonly Installer[]> => {
  const found = await Promise.all(
    given.map(async (each) => {
      const there = await stat(each).catch((error: unknown) => {
        throw wrong(each, fileReason(error))
      })
      if (!there.isDirectory()) return [await one(each)]
      const names = (await readdir(each)).filter((name) => systemOf(name) !== undefined)
      if (names.length === 0)
        throw wrong(each, 'The folder holds no file that ends in .exe, .AppImage or .dmg.')
      return Promise.all(names.map((name) => one(path.join(each, name))))
    }),
  )
  return found.flat()
}

/** Whether the copy is there already, whole. */
const isSame = async (file: string, copy: string, signal: AbortSignal): Promise<boolean> => {
  const [of, at] = await Promise.all([stat(file), stat(copy).catch(() => null)])
  if (at?.size !== of.size) return false
  return (await digestOf(file, signal)) === (await digestOf(copy, signal))
}

/** Copies them; those of before that were replaced by others of their system go: two would both be installed. */
export const copyInstallers = async (
  folder: string,
  installers: readonly Installer[],
  signal: AbortSignal,
): Promise<void> => {
  const into = path.join(folder, layout.installers)
  const names = new Set(installers.map(({ file }) => path.basename(file)))
  const replaced = new Set(installers.map(({ target }) => target))
  try {
    if (installers.length > 0) await mkdir(into, { recursive: true })
    for (const name of await readdir(into).catch((): string[] => []))
      if (!names.has(name) && replaced.has(targetOf(systemOf(name) ?? '')))
        await rm(path.join(into, name), { recursive: true, force: true })
    for (const { file } of installers) {
      const copy = path.join(into, path.basename(file))
      if (path.resolve(file) === path.resolve(copy) || (await isSame(file, copy, signal))) continue
      await copyFile(file, `${copy}.part`)
      await rename(`${copy}.part`, copy)
    }
  } catch (error) {
    throw notWritten(into, error)
  }
}
