import path from 'node:path'
import type { KitPython } from '../terminal/kit-python'
import { layout } from './kit-layout'
import type { Kit } from './kit-manifest'
import { lockFile, ownTarget, readPythons, type Target } from './targets'

export const pythonFolder = (target: Target): string => `${layout.python}/${target}`
export const wheelsFolder = (target: Target): string => `${pythonFolder(target)}/wheels`

/**
 * The Python that a kit brings to a target; null where it brings none. What it must be is told by this program's own list, so that a kit from
 * anywhere brings no other code into the terminal.
 */
export const pythonOfKit = async (
  kit: Pick<Kit, 'folder' | 'files'>,
  resources: string,
  target: Target | undefined = ownTarget(),
): Promise<KitPython | null> => {
  if (target === undefined) return null
  const { file, sha256 } = (await readPythons(resources)).targets[target]
  const inKit = `${pythonFolder(target)}/${file}`
  if (kit.files.every(({ path: name }) => name !== inKit)) return null
  return {
    kit: kit.folder,
    archive: path.join(kit.folder, ...inKit.split('/')),
    sha256,
    wheels: path.join(kit.folder, ...wheelsFolder(target).split('/')),
    lock: lockFile(resources, target),
  }
}
