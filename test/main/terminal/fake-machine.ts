import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command, Outcome } from '../../../src/main/terminal/command'
import type { Machine } from '../../../src/main/terminal/machine'

export const outcome = (code: number | null, standardOutput = '', tail = standardOutput): Outcome => ({
  code,
  standardOutput,
  tail,
  timedOut: false,
})

/** What a Python tells of itself when it is asked. */
interface FakePython {
  readonly version: readonly [number, number, number]
  readonly venv?: boolean
  readonly pip?: boolean
  readonly wide?: boolean
  readonly implementation?: string
  /** Another file than the one that was run, as a shim has. */
  readonly file?: string
}

export interface FakeMachine extends Machine {
  readonly ran: Command[]
}

export interface Script {
  readonly platform?: NodeJS.Platform
  readonly path?: string
  /** By file, or by file and first argument for the Windows launcher. "broken" is there but fails. */
  readonly pythons?: Readonly<Record<string, FakePython | 'broken'>>
  readonly files?: readonly string[]
  /** Answers to everything that is not a question to a Python. */
  readonly answer?: (command: Command) => Outcome | Promise<Outcome>
}

const told = (file: string, python: FakePython): Outcome =>
  outcome(
    0,
    `${JSON.stringify({ file, wide: true, venv: true, pip: true, implementation: 'CPython', ...python })}\n`,
  )

/** A machine whose programs are a table. */
export const fakeMachine = (script: Script): FakeMachine => {
  const pythons = script.pythons ?? {}
  const ran: Command[] = []
  const files = new Set([
    ...Object.keys(pythons).map((key) => key.split(' ')[0] ?? key),
    ...(script.files ?? []),
  ])
  return {
    ran,
    platform: script.platform ?? 'linux',
    environment: { PATH: script.path ?? '/usr/bin:/opt/bin', PYTHONPATH: '/elsewhere' },
    exists: (file) => files.has(file),
    run: async (command) => {
      ran.push(command)
      const asked = command.arguments.some((argument) => argument.includes('find_spec'))
      if (!asked)
        return (await script.answer?.(command)) ?? outcome(1, '', `no such program: ${command.file}`)
      const launched = (command.arguments[0] ?? '').startsWith('-3.')
      const key = launched ? `${command.file} ${command.arguments[0] ?? ''}` : command.file
      const python = pythons[key]
      return python === undefined || python === 'broken' ? outcome(127, '', 'broken') : told(key, python)
    },
  }
}

/** Answers as installers do that work: the environment's python appears, everything installs and imports. */
export const workingInstallers =
  (made: { files: number }) =>
  (command: Command): Outcome => {
    const words = command.arguments.join(' ')
    if (words === '--version') return outcome(0, 'uv 0.13.9\n')
    const folder = command.arguments.at(-1) ?? ''
    if (words.startsWith('venv ') || words.startsWith('-m venv ')) {
      const file = join(folder, 'bin', 'python')
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, '')
      made.files += 1
      return outcome(0)
    }
    if (words.includes('pip install')) {
      command.onLine?.('Resolved 2 packages in 3ms')
      command.onLine?.('Installed 2 packages in 3ms')
      return outcome(0)
    }
    if (words.includes('import IPython')) return outcome(0, '3.12.1 8.2.1\n')
    if (words.includes('importlib.metadata')) return outcome(0)
    return outcome(1, '', `unexpected: ${words}`)
  }
