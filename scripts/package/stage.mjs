/** The program as it is packed: what the build made, and the native packages of the platform that it is for, whichever this one is. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, root } from '../set-up.mjs'
import { linkPostgresLibraries } from './postgres.mjs'

/** npm's words for what electron-builder calls linux, win and mac. */
const systems = { linux: 'linux', win: 'win32', mac: 'darwin' }

/** What the packages of PostgreSQL call them. */
const postgresSystems = { linux: 'linux', win: 'windows', mac: 'darwin' }

const shipped = ['name', 'productName', 'version', 'description', 'license', 'author', 'homepage', 'main']

/** Only what runs: no scripts, no development packages, so that nothing else can get in. */
const describe = (folder) => {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const kept = Object.fromEntries(shipped.filter((key) => key in about).map((key) => [key, about[key]]))
  const { dependencies, optionalDependencies } = about
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...kept, dependencies, optionalDependencies }, null, 2),
  )
}

/** Its folder. The lock file's versions and checksums hold for foreign platforms, too. */
export const stage = (platform, arch, to) => {
  const folder = join(to, `stage-${platform}-${arch}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(folder, name))
  const status = npm(
    [
      'ci',
      '--omit=dev',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `--os=${systems[platform]}`,
      `--cpu=${arch}`,
    ],
    { cwd: folder },
  )
  if (status !== 0) throw new Error('The packages that ship could not be installed; npm says why, above.')
  rmSync(join(folder, 'package-lock.json'))
  rmSync(join(folder, 'node_modules', '.package-lock.json'), { force: true })
  linkPostgresLibraries(join(folder, 'node_modules'), `${postgresSystems[platform]}-${arch}`)
  describe(folder)
  // What the build took code of is told in the bill of materials, not in the program.
  for (const part of ['main', 'preload', 'renderer', 'dashboard'])
    cpSync(join(root, 'out', part), join(folder, 'out', part), { recursive: true })
  return folder
}
