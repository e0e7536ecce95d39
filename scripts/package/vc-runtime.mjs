/**
 * Microsoft's Visual C++ runtime, as it may be redistributed: beside the programs that need it. Fetched when a Windows package is made,
 * by the pinned checksum of resources/installer/vc-runtime.txt; nothing of it is in the repository.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../set-up.mjs'
import { filesOfWheel } from './wheel.mjs'

const wanted = ['msvcp140.dll', 'vcruntime140.dll', 'vcruntime140_1.dll']

/** The folder of its libraries. */
export const vcRuntime = () => {
  const folder = join(root, '.cache', 'vc-runtime')
  const libraries = join(folder, 'libraries')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(libraries, { recursive: true })
  const files = filesOfWheel({
    what: 'The Visual C++ runtime',
    list: 'vc-runtime.txt',
    platform: 'win_amd64',
    folder: join(folder, 'fetched'),
    wanted: (name) => wanted.includes(basename(name)),
  })
  for (const [name, content] of files) writeFileSync(join(libraries, basename(name)), content)
  const missing = wanted.filter((name) => !readdirSync(libraries).includes(name))
  if (missing.length > 0) throw new Error(`The Visual C++ runtime came without ${missing.join(', ')}.`)
  return libraries
}
