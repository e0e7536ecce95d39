import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { cancelled } from '../../shared/errors'
import { handedOver, windowsHost } from './windows-command'

/** How the command `docker` is run: where it is, and which engine it is to talk to. */
export interface DockerCommand {
  readonly file: string
  /** As in DOCKER_HOST. */
  readonly host: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** A program of Windows' that is run in WSL. */
  readonly windows?: boolean
}

export interface CommandResult {
  /** Null where it was not started, or ended by a signal. */
  readonly status: number | null
  readonly output: string
  /** The last lines of its standard error, or why it was not started. */
  readonly lastLines: readonly string[]
}

interface Run {
  readonly input?: string
  readonly folder?: string
  readonly onLine?: (line: string) => void
}

const keptLines = 30
/** Compose takes back what it had begun before it ends: that takes a moment. */
const graceMilliseconds = 3000

/**
 * The user's own settings of Compose and of Docker's contexts must not reach into our project; helpers that `docker` starts,
 * such as those for credentials, are found beside it.
 */
export const commandEnvironment = (command: DockerCommand): Record<string, string> => {
  const { file, host, environment, windows = false } = command
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || /^(COMPOSE_|DOCKER_(HOST|CONTEXT|TLS|CERT_PATH))/i.test(name)
      ? []
      : [[name, value] as const],
  )
  const result: Record<string, string> = Object.fromEntries(kept)
  const own = Object.keys(result).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  result[own] = [result[own], path.dirname(file)].filter(Boolean).join(path.delimiter)
  const given = {
    DOCKER_HOST: windows ? windowsHost : host,
    COMPOSE_DISABLE_ENV_FILE: '1',
    DOCKER_CLI_HINTS: 'false',
  }
  return windows ? handedOver({ ...result, ...given }, Object.keys(given)) : { ...result, ...given }
}

/** Ends a program with all that it started: `docker` runs Compose as a process of its own. */
const endTree = (child: ChildProcess, hard: boolean): void => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') {
    const given = ['/T', '/F', '/PID', String(child.pid)]
    // Where it is missing or forbidden, at least the program itself is ended.
    spawn('taskkill', given, { windowsHide: true, stdio: 'ignore' }).once('error', () => child.kill())
    return
  }
  try {
    process.kill(-child.pid, hard ? 'SIGKILL' : 'SIGTERM')
  } catch {
    // The group has ended in this instant.
  }
}

/** Runs `docker ...` to its end. One that fails is a result; only a cancelled one throws. */
export const runDocker = async (
  command: DockerCommand,
  given: readonly string[],
  { input = '', folder, onLine }: Run,
  signal: AbortSignal,
): Promise<CommandResult> => {
  const what = `Running docker ${given.join(' ')}.`
  if (signal.aborted) throw cancelled(what)
  const child = spawn(command.file, [...given], {
    env: commandEnvironment(command),
    ...(folder === undefined ? {} : { cwd: folder }),
    // Its own process group, so that all of it can be ended.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const lastLines: string[] = []
  const chunks: Buffer[] = []
  let failed = false
  child.once('error', (error) => {
    failed = true
    lastLines.push(error.message)
  })
  createInterface({ input: child.stderr }).on('line', (raw) => {
    const line = raw.trim()
    if (line === '') return
    if (lastLines.push(line) > keptLines) lastLines.shift()
    onLine?.(line)
  })
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  // A program that ends early does not read its input: its status tells why.
  child.stdin.on('error', () => undefined).end(input)
  let force: NodeJS.Timeout | undefined
  const end = (): void => {
    endTree(child, false)
    force = setTimeout(() => endTree(child, true), graceMilliseconds)
  }
  signal.addEventListener('abort', end, { once: true })
  try {
    const [status] = await once(child, 'close')
    if (signal.aborted) throw cancelled(what)
    const code = !failed && typeof status === 'number' ? status : null
    return { status: code, output: Buffer.concat(chunks).toString('utf8'), lastLines }
  } catch (error) {
    if (signal.aborted) throw cancelled(what)
    if (!failed) throw error
    return { status: null, output: '', lastLines }
  } finally {
    clearTimeout(force)
    signal.removeEventListener('abort', end)
  }
}
