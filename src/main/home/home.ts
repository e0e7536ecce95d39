import { access, chmod, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ErrorInfo } from '../../shared/errors'
import { fileFailure } from './file-failure'
import { homeFolder, surroundings, type Surroundings } from './location'
import { makePath } from './make-path'
import type { Settings } from './settings'
import { changeSettings, loadSettings } from './settings-file'

export type { Settings } from './settings'

/** The folder of one installation's state. Everything in it is written to a temporary name, then renamed. */
export interface Home {
  readonly folder: string
  readonly settings: Settings
  /** An absolute path below the home. */
  path(...segments: readonly string[]): string
  /** What the home remembers now, whatever holds for this run. */
  remembered(): Promise<Settings>
  change(settings: Partial<Omit<Settings, 'id'>>): Promise<Home>
}

/** How this program starts itself again with other arguments: node and bin/realcave.mjs, or the installed app. */
export interface SelfCommand {
  readonly file: string
  /** Come before the verb. */
  readonly arguments: readonly string[]
}

export interface HomeOptions {
  /** Wins over REALCAVE_HOME, which wins over the platform's folder. */
  readonly folder?: string | undefined
  /** Told what was set aside because it could not be read. */
  readonly warn: (warning: ErrorInfo) => void
  readonly surroundings?: Surroundings
}

/** For this user alone, root too: the account that PostgreSQL runs as there may pass through (src/main/practice/postgres/account.ts). */
const folderMode = 0o700

const makeFolder = async (folder: string): Promise<void> => {
  try {
    // A folder that was there before keeps its mode: it may be more than a home.
    if (await makePath(folder, folderMode)) await chmod(folder, folderMode)
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw fileFailure(folder, error)
  }
}

const homeOf = (folder: string, settings: Settings, warn: HomeOptions['warn']): Home => ({
  folder,
  settings,
  path: (...segments) => path.join(folder, ...segments),
  remembered: () => loadSettings(folder, warn),
  change: async (changes) => homeOf(folder, await changeSettings(folder, changes, warn), warn),
})

/** Opens the home, and makes it where there is none. */
export const openHome = async ({ folder: asked, warn, surroundings: around }: HomeOptions): Promise<Home> => {
  const folder = homeFolder(asked, around ?? surroundings())
  await makeFolder(folder)
  return homeOf(folder, await loadSettings(folder, warn), warn)
}
