import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ErrorInfo } from '../../shared/errors'
import { Failure, toFailure } from '../../shared/errors'
import { readClassroom } from '../home/classroom-file'
import type { Home } from '../home/home'
import { layout } from './kit-layout'
import { readManifest } from './kit-manifest'
import { openKit, takeIn } from './use-kit'

export interface KitsAtHand {
  /** Folders in which a kit may lie. */
  readonly folders: readonly string[]
  /** The folder of one that somebody has named. */
  readonly named?: string | undefined
  /** The program's, which say what a kit may hold. */
  readonly resources: string
}

/** Folders in which a kit may lie of which this program is a part: beside it, or above the kit's folder of installers. */
export const besideProgram = (program: string): readonly string[] => {
  const folder = path.dirname(program)
  return path.basename(folder) === layout.installers ? [folder, path.dirname(folder)] : [folder]
}

const holdsKit = async (folder: string): Promise<boolean> =>
  (await stat(path.join(folder, layout.manifest)).catch(() => null)) !== null

const notThere = (folder: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `The kit ${folder}, which REALCAVE_KIT names, was not used.`,
    why: 'There is no such folder: a share is not connected, a stick is not in, or it is called otherwise here.',
    fix: `Connect it, then "realcave kit use ${folder}"; or leave REALCAVE_KIT away.`,
  })

/** One that is named is to be there; beside the program there may be none. */
const demandNamed = async (folder: string): Promise<void> => {
  if ((await stat(folder).catch(() => null)) === null) throw notThere(folder)
  await readManifest(folder)
}

/**
 * A home that has seen nothing yet is set up from a kit that is found: its settings and lessons are taken, its Python and images when they are
 * needed. A kit that cannot be used is told, and the home goes on without.
 */
export const takeFirstKit = async (
  home: Home,
  { folders, named, resources }: KitsAtHand,
  warn: (warning: ErrorInfo) => void,
): Promise<void> => {
  try {
    const { welcomed, kitLeft } = home.settings
    if (welcomed || kitLeft || (await readClassroom(home.folder)) !== null) return
    if (named !== undefined) await demandNamed(named)
    for (const folder of [...(named === undefined ? [] : [named]), ...folders]) {
      if (!(await holdsKit(folder))) continue
      await takeIn(home.folder, await openKit(folder, resources))
      return
    }
  } catch (error) {
    warn(toFailure(error, 'The classroom kit was not used.').info)
  }
}
