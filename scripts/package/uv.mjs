/**
 * uv, which makes the terminal's Python environment, on a machine without a Python too: it fetches one. Fetched when a package is made, by the
 * pinned checksums of resources/installer/uv.txt; of its wheel the program and its licences ship, and nothing is in the repository.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../set-up.mjs'
import { filesOfWheel } from './wheel.mjs'

/** As wheels call the platforms that packages are made for. */
const platforms = { linux: 'manylinux_2_17_x86_64', win: 'win_amd64', mac: 'macosx_11_0_arm64' }

/** The folder of the program and its licences. */
export const shippedUv = (platform) => {
  const folder = join(root, '.cache', 'uv', platform)
  const program = platform === 'win' ? 'uv.exe' : 'uv'
  const wanted = [program, 'LICENSE-APACHE', 'LICENSE-MIT']
  const ships = join(folder, 'ships')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(ships, { recursive: true })
  const files = filesOfWheel({
    what: 'uv',
    list: 'uv.txt',
    platform: platforms[platform],
    folder: join(folder, 'fetched'),
    wanted: (name) => /\.(data\/scripts|dist-info\/licenses)\//.test(name) && wanted.includes(basename(name)),
  })
  for (const [name, content] of files)
    writeFileSync(join(ships, basename(name)), content, { mode: basename(name) === program ? 0o755 : 0o644 })
  const missing = wanted.filter((name) => !readdirSync(ships).includes(name))
  if (missing.length > 0) throw new Error(`uv came without ${missing.join(', ')}.`)
  return ships
}
