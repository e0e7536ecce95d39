import { Failure } from '../../shared/errors'

/** A process with a terminal of its own. */
export interface Pty {
  write(data: string): void
  resize(columns: number, rows: number): void
  pause(): void
  resume(): void
  /** `force` for a process that ignored the hang-up. */
  kill(force: boolean): void
}

export interface PtyOptions {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Record<string, string>
  readonly folder: string
  readonly size: { readonly columns: number; readonly rows: number }
  onData(data: string): void
  onExit(code: number): void
}

export type SpawnPty = (options: PtyOptions) => Promise<Pty>

/** Loaded when the first session opens: the package carries a native file that nothing else needs. */
const load = async () => {
  try {
    return await import('@lydell/node-pty')
  } catch (error) {
    throw new Failure(
      {
        code: 'INTERNAL',
        what: 'The terminal could not be opened.',
        why: `Its native part did not load: ${error instanceof Error ? error.message : String(error)}`,
        fix: 'Install RealCAVE again for this operating system and processor.',
      },
      { cause: error },
    )
  }
}

export const spawnPty: SpawnPty = async (options) => {
  const { spawn } = await load()
  const pty = spawn(options.file, [...options.arguments], {
    name: 'xterm-256color',
    cols: options.size.columns,
    rows: options.size.rows,
    cwd: options.folder,
    env: options.environment,
  })
  pty.onData((data) => options.onData(data))
  // As shells have it: what a signal ended has no status of its own.
  pty.onExit(({ exitCode, signal }) => options.onExit(signal ? 128 + signal : exitCode))
  return {
    write: (data) => pty.write(data),
    resize: (columns, rows) => pty.resize(columns, rows),
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    kill: (force) => {
      // Windows knows no signals.
      if (process.platform === 'win32') pty.kill()
      else pty.kill(force ? 'SIGKILL' : 'SIGHUP')
    },
  }
}
