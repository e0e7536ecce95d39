import { spawn } from 'node:child_process'
import { chown } from 'node:fs/promises'
import { dirname } from 'node:path'

/** PostgreSQL refuses to run as root: there it runs as this account, which every Linux has. */
const nobody = 65534

const isRoot = (): boolean => process.getuid?.() === 0

/** Gives the data folder to the account that PostgreSQL runs as: it takes none of another's. */
export const giveToAccount = async (path: string): Promise<void> => {
  if (isRoot()) await chown(path, nobody, nobody)
}

/** util-linux's; the capability lets the account pass through root's folders, which are closed to all others. */
const asAccount = [
  'setpriv',
  `--reuid=${String(nobody)}`,
  `--regid=${String(nobody)}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
]

export interface ProgramResult {
  readonly status: number | null
  readonly output: string
}

/** Runs one of PostgreSQL's programs to its end. The server that pg_ctl starts goes on, and writes to its own log. */
export const runProgram = (
  file: string,
  given: readonly string[],
  milliseconds: number,
): Promise<ProgramResult> => {
  const [command = file, ...rest] = [...(isRoot() ? asAccount : []), file, ...given]
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      cwd: dirname(file),
      env: { ...process.env, LC_ALL: 'C' },
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: milliseconds,
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
