import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { electronForTests } from '../../support/electron-runtime'
import { appImageTools, windowsTools } from './carried'
import { keptPath, run } from './kept'
import { wineOfTests } from './wine'

/** What was packaged, or why it could not be here. */
export type Packaged = { readonly folder: string } | { readonly why: string }

export interface Packages {
  /** Holds `linux-unpacked` and the AppImage. */
  readonly linux: Packaged
  /** Holds `win-unpacked` and the Setup.exe. */
  readonly windows: Packaged
}

declare module 'vitest' {
  export interface ProvidedContext {
    packages: Packages
  }
}

const packaged = ['out', 'resources', 'compose', 'cfg', 'scripts/package', 'scripts/package.mjs']
const alsoFrom = [
  'electron-builder.yml',
  'package-lock.json',
  'package.json',
  'test/package/support/carried.ts',
]

/** Whether a package is there that is no older than what it is made of. */
const isFresh = async (marker: string): Promise<boolean> => {
  const setUp: { newest(path: string): number } = await import(
    pathToFileURL(resolve('scripts/set-up.mjs')).href
  )
  const made = await stat(marker).catch(() => undefined)
  return (
    made !== undefined &&
    [...packaged, ...alsoFrom].every((each) => setUp.newest(resolve(each)) < made.mtimeMs)
  )
}

const makePackage = async (
  platform: 'linux' | 'win',
  environment: Readonly<Record<string, string>>,
): Promise<string> => {
  const to = keptPath(platform)
  const marker = join(to, 'made')
  if (await isFresh(marker)) return to
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  await run(process.execPath, ['scripts/package.mjs', platform, '--store', '--to', to], {
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 26,
  })
  await writeFile(marker, '')
  return to
}

const linux = async (): Promise<string> => {
  const electron = await electronForTests()
  if ('why' in electron) throw new Error(electron.why)
  return makePackage('linux', {
    REALCAVE_PACKAGE_ELECTRON: dirname(electron.file),
    APPIMAGE_TOOLS_PATH: await appImageTools(),
  })
}

const windows = async (): Promise<string> => {
  const [tools, wine] = await Promise.all([windowsTools(), wineOfTests()])
  const { stdout } = await run('sh', ['-c', 'command -v 7za'])
  return makePackage('win', {
    REALCAVE_PACKAGE_ELECTRON: join(tools, 'dist'),
    ELECTRON_BUILDER_7ZIP_PATH: stdout.trim(),
    ELECTRON_BUILDER_NSIS_DIR: join(tools, 'nsis'),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(tools, 'nsis-resources'),
    // It lets the uninstaller write itself, which is a program of Windows.
    PATH: `${wine.commands}:${process.env['PATH'] ?? ''}`,
  })
}

const orWhy = async (make: () => Promise<string>): Promise<Packaged> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { why: 'packages are tried on Linux with an x64 processor' }
  try {
    return { folder: await make() }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

/** Vitest's global set-up: the product as people get it, made once, with the Electrons that tests have. */
export const setup = async (project: TestProject): Promise<void> => {
  // One after the other: each takes a core, and the disk.
  const packages = { linux: await orWhy(linux), windows: await orWhy(windows) }
  project.provide('packages', packages)
}

/** The folder of a package, for tests that are left out where there is none; in continuous integration that is a failure. */
export const folderOf = (made: Packaged): string => {
  if ('folder' in made) return made.folder
  throw new Error(`There is no package: ${made.why}`)
}

export const isLeftOut = (made: Packaged): boolean => {
  if ('folder' in made || process.env['CI'] === 'true') return false
  process.stderr.write(`Skipped: ${made.why}\n`)
  return true
}
