import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ErrorInfo } from '../../shared/errors'
import { toFailure } from '../../shared/errors'
import { readClassroom } from '../home/classroom-file'
import type { Home } from '../home/home'
import { layout } from './kit-layout'
import { openKit, takeIn } from './use-kit'

/** Folders in which a kit may lie of which this program is a part: beside it, or above the kit's folder of installers. */
export const besideProgram = (program: string): readonly string[] => {
  const folder = path.dirname(program)
  return path.basename(folder) === layout.installers ? [folder, path.dirname(folder)] : [folder]
}

const holdsKit = async (folder: string): Promise<boolean> =>
  (await stat(path.join(folder, layout.manifest)).catch(() => null)) !== null

/**
 * A home that has seen nothing yet is set up from a kit that is found: its settings and lessons are taken, its Python and images when they are
 * needed. A kit that cannot be used is told, and the home goes on without.
 */
export const takeFirstKit = async (
  home: Home,
  folders: readonly string[],
  resources: string,
  warn: (warning: ErrorInfo) => void,
): Promise<void> => {
  try {
    const { welcomed, kitLeft } = home.settings
    if (welcomed || kitLeft || (await readClassroom(home.folder)) !== null) return
    for (const folder of folders) {
      if (!(await holdsKit(folder))) continue
      await takeIn(home.folder, await openKit(folder, resources))
      return
    }
  } catch (error) {
    warn(toFailure(error, 'The classroom kit was not used.').info)
  }
}
