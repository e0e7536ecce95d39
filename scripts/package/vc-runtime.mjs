/**
 * Microsoft's Visual C++ runtime, as it may be redistributed: beside the programs that need it. Fetched when a Windows package is made,
 * by the pinned checksum of resources/installer/vc-runtime.txt; nothing of it is in the repository.
 */
import { unzipSync } from 'fflate'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, run } from '../set-up.mjs'

const wanted = ['msvcp140.dll', 'vcruntime140.dll', 'vcruntime140_1.dll']

const python = process.platform === 'win32' ? 'python' : 'python3'

const fetchWheel = (folder) => {
  const download = '-m pip download --quiet --disable-pip-version-check --no-deps --require-hashes'
  const built = '--only-binary=:all: --platform win_amd64 --python-version 313'
  const list = join(root, 'resources', 'installer', 'vc-runtime.txt')
  const words = [...`${download} ${built}`.split(' '), '--dest', folder, '--requirement', list]
  const status = run(python, words)
  const [wheel] = status === 0 ? readdirSync(folder) : []
  if (wheel === undefined)
    throw new Error('The Visual C++ runtime could not be fetched; pip (Python 3.9 or newer) says why, above.')
  return readFileSync(join(folder, wheel))
}

/** The folder of its libraries. */
export const vcRuntime = () => {
  const folder = join(root, '.cache', 'vc-runtime')
  const fetched = join(folder, 'fetched')
  const libraries = join(folder, 'libraries')
  rmSync(folder, { recursive: true, force: true })
  for (const each of [fetched, libraries]) mkdirSync(each, { recursive: true })
  const files = unzipSync(new Uint8Array(fetchWheel(fetched)), {
    filter: ({ name }) => wanted.includes(basename(name)),
  })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(libraries, basename(name)), content)
  const missing = wanted.filter((name) => !readdirSync(libraries).includes(name))
  if (missing.length > 0) throw new Error(`The Visual C++ runtime came without ${missing.join(', ')}.`)
  return libraries
}
