import { mkdir, open, rm, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '../..')
const lock = join(root, '.cache', 'building')
/** A build takes seconds; a lock that is older was left by a run that was killed. */
const longest = 120_000

const isStale = async (): Promise<boolean> => {
  const setUp: { isStale(): boolean } = await import(pathToFileURL(join(root, 'scripts', 'set-up.mjs')).href)
  return setUp.isStale()
}

const build = (): Promise<void> =>
  new Promise((done, failed) => {
    const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: 'inherit',
    })
    child.on('error', failed)
    child.on('exit', (status) => {
      if (status === 0) done()
      else failed(new Error(`The build that the tests run failed with status ${status}.`))
    })
  })

/** Holds the lock, or waits until its holder is done. */
const locked = async (): Promise<boolean> => {
  await mkdir(join(root, '.cache'), { recursive: true })
  try {
    await (await open(lock, 'wx')).close()
    return true
  } catch {
    const held = await stat(lock).catch(() => undefined)
    if (held !== undefined && Date.now() - held.mtimeMs > longest) await rm(lock, { force: true })
    await pause(200)
    return false
  }
}

/** Before the first test of a project that runs the built program: out/ is what src/ says. Projects build once between them. */
export const setup = async (): Promise<void> => {
  while (await isStale()) {
    if (!(await locked())) continue
    try {
      if (await isStale()) await build()
    } finally {
      await rm(lock, { force: true })
    }
  }
}
