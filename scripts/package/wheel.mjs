/** What Python's package index carries and a package of ours needs, by the pinned checksums of a list in resources/installer. */
import { unzipSync } from 'fflate'
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../set-up.mjs'

const python = process.platform === 'win32' ? 'python' : 'python3'

/** The files of a wheel that `wanted` says yes to, by their names in it. `what` is for words. */
export const filesOfWheel = ({ what, list, platform, folder, wanted }) => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const download = '-m pip download --quiet --disable-pip-version-check --no-deps --require-hashes'
  const built = `--only-binary=:all: --platform ${platform} --python-version 313`
  const words = [...`${download} ${built}`.split(' '), '--dest', folder]
  const status = run(python, [...words, '--requirement', join(root, 'resources', 'installer', list)])
  const [wheel] = status === 0 ? readdirSync(folder) : []
  if (wheel === undefined)
    throw new Error(`${what} could not be fetched; pip (Python 3.9 or newer) says why, above.`)
  const content = new Uint8Array(readFileSync(join(folder, wheel)))
  return Object.entries(unzipSync(content, { filter: ({ name }) => wanted(name) }))
}
