import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../../shared/errors'
import { fileReason } from '../../home/file-failure'
import { digestOf } from '../digest'
import { isKitPath, isSystemName, layout } from '../kit-layout'
import { installerSystem, systemNames, targetOf, type Target } from '../targets'
import { notWritten } from './destination'

export interface Installer {
  readonly file: string
  readonly bytes: number
  readonly target: Target | undefined
}

const wrong = (given: string, why: string): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `${given} is no installer of RealCAVE.`,
    why,
    fix: 'Name the file as it was downloaded (.exe, .AppImage or .dmg), or a folder that holds such files.',
  })

/** In a folder of downloads lie other people's, too. */
const isOurs = (name: string): boolean => /^RealCAVE/i.test(name) && installerSystem(name) !== undefined

/** Of two for one system nobody could say which is run. */
export const demandOneEach = (files: readonly string[]): void => {
  const first = new Map<string, string>()
  for (const file of files) {
    const system = installerSystem(file)
    const before = system === undefined ? undefined : first.get(system)
    const target = targetOf(system ?? '')
    if (before !== undefined && target !== undefined && path.resolve(before) !== path.resolve(file))
      throw new Failure({
        code: 'BAD_INPUT',
        what: `There are two installers for ${systemNames[target]}.`,
        why: `They are ${before} and ${file}; a kit takes one for each system.`,
        fix: 'Remove one of them, or name the other alone: --installer FILE.',
      })
    if (system !== undefined) first.set(system, file)
  }
}

const one = async (file: string): Promise<Installer> => {
  const name = path.basename(file)
  const system = installerSystem(name)
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
      const names = (await readdir(each)).filter(isOurs)
      if (names.length === 0)
        throw wrong(
          each,
          'The folder holds no file whose name begins with RealCAVE and ends in .exe, .AppImage or .dmg.',
        )
      return Promise.all(names.sort().map((name) => one(path.join(each, name))))
    }),
  )
  const installers = found.flat()
  demandOneEach(installers.map(({ file }) => file))
  return installers
}

/** Whether the copy is there already, whole. */
const isSame = async (file: string, copy: string, signal: AbortSignal): Promise<boolean> => {
  const [of, at] = await Promise.all([stat(file), stat(copy).catch(() => null)])
  if (at?.size !== of.size) return false
  return (await digestOf(file, signal)) === (await digestOf(copy, signal))
}

/** Those of the kit that stay beside what is given: others of a system that is given go, since two would both be installed. */
const staying = async (
  into: string,
  installers: readonly Installer[],
): Promise<{ readonly stay: readonly string[]; readonly go: readonly string[] }> => {
  const names = new Set(installers.map(({ file }) => path.basename(file)))
  const replaced = new Set(installers.map(({ target }) => target))
  const there = await readdir(into).catch((): string[] => [])
  const goes = (name: string): boolean =>
    !names.has(name) && replaced.has(targetOf(installerSystem(name) ?? ''))
  return {
    stay: there.filter((name) => !goes(name) && !isSystemName(name)),
    go: there.filter(goes),
  }
}

/** The installers that the kit will hold. */
export const installersAfter = async (
  folder: string,
  installers: readonly Installer[],
): Promise<readonly string[]> => {
  const into = path.join(folder, layout.installers)
  const { stay } = await staying(into, installers)
  const given = installers.map(({ file }) => path.join(into, path.basename(file)))
  return [...new Set([...stay.map((name) => path.join(into, name)), ...given])]
}

/** Copies them; those of before that were replaced by others of their system go. */
export const copyInstallers = async (
  folder: string,
  installers: readonly Installer[],
  signal: AbortSignal,
): Promise<void> => {
  const into = path.join(folder, layout.installers)
  try {
    if (installers.length > 0) await mkdir(into, { recursive: true })
    for (const name of (await staying(into, installers)).go)
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
