/** What `npm start` and `npm test` need before anything else: the packages of the lock file and a build. Node only. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(import.meta.url), '../..')

const oldestNode = [20, 19]

/** Runs a command to its end with our own terminal; ends this program with its status when it fails. */
export const run = (file, args, options = {}) => {
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  return status ?? 1
}

/** npm without a shell: the npm that started us, else the one beside this Node. */
export const npm = (args, options) => {
  const npmCli = process.env.npm_execpath
  if (npmCli?.endsWith('.js')) return run(process.execPath, [npmCli, ...args], options)
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
    : run('npm', args, options)
}

const fail = (what, why, fix) => {
  process.stderr.write(`\n${what}\n  Why: ${why}\n  Fix: ${fix}\n`)
  process.exit(1)
}

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  fail(
    `Node ${process.versions.node} is too old.`,
    `RealCAVE needs Node ${oldestNode.join('.')} or newer.`,
    'Install the current Node LTS from https://nodejs.org and run the command again.',
  )
}

const installPackages = () => {
  const marker = join(root, 'node_modules', '.realcave-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  process.stderr.write('Installing packages (about 300 MB on disk, once) ...\n')
  if (npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    fail(
      'The packages could not be installed.',
      'npm ci failed; its own message stands above.',
      'Check the network and any proxy (npm config get proxy), then run the command again.',
    )
  }
  writeFileSync(marker, wanted)
}

export const newest = (path) => {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether out/ is missing or older than what it is built from. */
export const isStale = () => {
  const built = [
    'main/index.cjs',
    'main/cli.cjs',
    'preload/index.cjs',
    'renderer/index.html',
    'dashboard/index.html',
  ].map((name) => join(root, 'out', name))
  if (!built.every((file) => existsSync(file))) return true
  const sources = ['src', 'resources/cheatsheet.yaml', 'electron.vite.config.ts', 'package-lock.json'].map(
    (name) => join(root, name),
  )
  return Math.max(...sources.map(newest)) > Math.min(...built.map((file) => statSync(file).mtimeMs))
}

const build = () => {
  if (!isStale()) return
  process.stderr.write('Building ...\n')
  const viteCli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (run(process.execPath, [viteCli, 'build', '--logLevel', 'warn']) !== 0) {
    fail(
      'The build failed.',
      'Its own message stands above.',
      'Undo your last change, or run npm ci, and try again.',
    )
  }
}

export const setUp = () => {
  checkNode()
  installPackages()
  build()
}
