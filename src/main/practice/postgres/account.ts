import { spawn } from 'node:child_process'
import { access, chmod, chown, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Binaries } from './binaries'

/** PostgreSQL refuses to run as root: there it runs as this account, which every Linux has. */
const nobody = 65534

const isRoot = (): boolean => process.getuid?.() === 0

/** Gives a folder of ours to the account that PostgreSQL runs as. */
export const giveToAccount = async (path: string): Promise<void> => {
  if (isRoot()) await chown(path, nobody, nobody)
}

/** Lets that account pass through folders of ours on its way to the data. */
export const letAccountPass = async (...folders: readonly string[]): Promise<void> => {
  if (!isRoot()) return
  for (const folder of folders) await chmod(folder, 0o711)
}

/** Whether everyone may pass through each folder above `path`: /root, for one, lets nobody pass. */
const isOpen = async (path: string): Promise<boolean> => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

const setpriv = '/usr/bin/setpriv'

/** What comes before the program as root: nothing, or what lets the account pass through closed folders. */
const prefix = async (paths: readonly string[]): Promise<readonly string[]> => {
  const open = await Promise.all(paths.map(isOpen))
  if (!open.includes(false)) return []
  const known = await access(setpriv).then(
    () => true,
    () => false,
  )
  if (!known) return []
  const id = String(nobody)
  return [
    setpriv,
    `--reuid=${id}`,
    `--regid=${id}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ]
}

export interface ProgramResult {
  readonly status: number | null
  readonly output: string
}

/** Runs one of PostgreSQL's programs to its end. The server that pg_ctl starts goes on, and writes to its own log. */
export const runProgram = async (
  binaries: Binaries,
  file: string,
  given: readonly string[],
  paths: readonly string[],
  milliseconds: number,
): Promise<ProgramResult> => {
  const before = isRoot() ? await prefix([file, ...paths]) : []
  const plain = before.length === 0
  const [command = file, ...rest] = [...before, file, ...given]
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      cwd: dirname(file),
      env: { ...process.env, ...binaries.environment, LC_ALL: 'C' },
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: milliseconds,
      ...(isRoot() && plain ? { uid: nobody, gid: nobody } : {}),
    })
    let output = ''
    const take = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    // Not 'close': on Windows the server that pg_ctl starts inherits the pipes and holds them open.
    child.on('exit', (status) => {
      setImmediate(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ status, output: output.trim() })
      })
    })
  })
}
