import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from './file-failure'

/**
 * Makes a folder and those above it that are missing; says whether it made it. For folders that a person names: Node's own recursive
 * mkdir never ends below /proc, where a folder that exists takes no others.
 */
export const makePath = async (folder: string, mode?: number): Promise<boolean> => {
  try {
    await mkdir(folder, { mode })
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return false
    const parent = path.dirname(folder)
    if (code !== 'ENOENT' || parent === folder || !(await makePath(parent, mode))) throw error
    await mkdir(folder, { mode })
    return true
  }
}
