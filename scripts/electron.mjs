/** Finds an Electron that can open a window here; tells why where there is none. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './set-up.mjs'

const downloadLimit = 180_000

const installed = () => {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    return join(
      process.env.ELECTRON_OVERRIDE_DIST_PATH,
      process.platform === 'win32' ? 'electron.exe' : 'electron',
    )
  }
  return existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : undefined
}

const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** {file} of the executable, or {why} there is none. Asks for the download (about 110 MB, once) when it is missing. */
export const findElectron = () => {
  if (!hasScreen()) return { why: 'this machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)' }
  const present = installed()
  if (present && existsSync(present)) return { file: present }
  process.stderr.write('Fetching the Electron runtime (about 110 MB, once) ...\n')
  const { status, stderr, signal } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'electron', 'install.js')],
    { cwd: root, encoding: 'utf8', timeout: downloadLimit },
  )
  const file = installed()
  if (status === 0 && file && existsSync(file)) return { file }
  const reason = signal ? `it took longer than ${downloadLimit / 1000} s` : firstError(stderr)
  return { why: `the Electron runtime could not be fetched (${reason})` }
}

const firstError = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /error|E[A-Z]{4,}/i.test(line))
    ?.slice(0, 160) ?? 'no reason was given'
