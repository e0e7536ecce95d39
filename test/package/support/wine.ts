import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { execFile } from 'node:child_process'
import { kept, keptPath, run } from './kept'

const script = resolve('test/package/support/wine.sh')

export interface Ended {
  readonly status: number
  readonly out: string
}

/** Windows, as far as wine is it. */
export interface Wine {
  /** A folder with `wine` in it, for those who look for one on the PATH. */
  readonly commands: string
  /** Runs a program to its end on a drive; paths as Windows has them. */
  run(prefix: string, program: string, ...words: readonly string[]): Promise<Ended>
}

/** A path of this machine as wine has it. */
export const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`

const ended = (prefix: string, words: readonly string[]): Promise<Ended> =>
  new Promise((done, failed) => {
    execFile(
      words[0] ?? '',
      words.slice(1),
      { env: { ...process.env, WINEPREFIX: prefix }, encoding: 'latin1' },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') failed(error)
        else done({ status: error === null ? 0 : Number(error.code), out: `${stdout}${stderr}` })
      },
    )
  })

/** Made once: 1.6 GB, about half a minute. Needs root and mmdebstrap, as the stand-in images do. */
export const wineOfTests = async (): Promise<Wine> => {
  const root = await kept('wine', async (into) => {
    await run('bash', [script, 'make', into], { maxBuffer: 1 << 26 })
  })
  const commands = keptPath('commands')
  const prefix = keptPath('wine-drive')
  await mkdir(commands, { recursive: true })
  const command = join(commands, 'wine')
  await writeFile(
    command,
    `#!/bin/sh\nexport WINEPREFIX="\${WINEPREFIX:-${prefix}}"\nexec bash "${script}" run "${root}" "$@"\n`,
  )
  await chmod(command, 0o755)
  return { commands, run: (drive, program, ...words) => ended(drive, [command, program, ...words]) }
}
