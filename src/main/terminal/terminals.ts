import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join, posix } from 'node:path'
import type { Handlers } from '../../shared/contract/handlers'
import type { terminalChannels } from '../../shared/contract/terminal'
import { cancelled, Failure } from '../../shared/errors'
import { childEnvironment } from './child-environment'
import { containerEnvironment, openContainer } from './container/container-python'
import { spawnInContainer } from './container/container-pty'
import { filesFolder, homeFolder } from './container/session-files'
import type { ContainedPython } from './container/find-container'
import type { Environment } from './environment'
import type { HostPython } from './environment-check'
import { spawnPty, type SpawnPty } from './pty'
import { never, within } from '../waiting/limit'
import { openSession, sessionClosed, type Program, type Session } from './session'

export interface TerminalsOptions {
  readonly environment: Environment
  /** Where the fleet is now: http://127.0.0.1:PORT. */
  readonly address: () => Promise<string>
  readonly resources: string
  readonly spawn?: SpawnPty
}

interface Named {
  readonly session: string
}

/** The terminal channels, one function each, and what ends or restarts all sessions. */
export type Terminals = Pick<Handlers<AbortSignal>, keyof typeof terminalChannels> & {
  /** Each session's Python starts anew and its screen is cleared. */
  restartAll(): Promise<void>
  /** The session itself, for a lesson that runs in it. Fails where there is none. */
  session(id: string): Session
  close(): Promise<void>
}

/** Each is a Python of about 150 MB. */
export const mostSessions = 8

/** A reset goes on without a Python whose engine hangs. */
const restartLimit = { milliseconds: 20_000, waitingFor: 'a terminal to start again' }

const tooMany = (): Failure =>
  new Failure({
    code: 'TOO_LARGE',
    what: 'No further terminal was opened.',
    why: `${mostSessions} are open and in use.`,
    fix: 'Close one of them first.',
  })

export const createTerminals = (options: TerminalsOptions): Terminals => {
  const { environment, address, resources, spawn = spawnPty } = options
  const sessions = new Map<string, Session>()
  let opening = 0

  const find = ({ session }: Named): Session => {
    const found = sessions.get(session)
    if (found === undefined) throw sessionClosed('There is no such terminal: it was closed.')
    return found
  }

  const remove = async (id: string, session: Session): Promise<void> => {
    sessions.delete(id)
    await session.close()
  }

  /** Room for one more: of the sessions that nobody follows any more (a page was reloaded), the oldest goes. */
  const makeRoom = async (): Promise<void> => {
    if (sessions.size + opening <= mostSessions) return
    const left = [...sessions].find(([, session]) => !session.running || session.followers === 0)
    if (left === undefined) throw tooMany()
    await remove(...left)
  }

  const onTheMachine = (python: HostPython, where: string): Awaited<ReturnType<Program>> => ({
    spawn,
    file: python.file,
    arguments: ['-I', '-X', 'utf8', join(resources, 'python', 'startup.py')],
    environment: childEnvironment(process.env, where, python.folder),
    folder: homedir(),
  })

  const inContainer = ({ source }: ContainedPython, where: string): Awaited<ReturnType<Program>> => ({
    spawn: spawnInContainer(() => openContainer(source, resources, where, never)),
    file: 'python',
    arguments: ['-I', '-X', 'utf8', posix.join(filesFolder, 'startup.py')],
    environment: { ...containerEnvironment(where) },
    folder: homeFolder,
  })

  const program: Program = async (signal) => {
    const [python, where] = await Promise.all([environment.ready(signal), address()])
    return python.place === 'host' ? onTheMachine(python, where) : inContainer(python, where)
  }

  const onStage: Program = async (signal) => {
    const started = await program(signal)
    return { ...started, environment: { ...started.environment, REALCAVE_STAGE: '1' } }
  }

  return {
    'terminal.environment': (_input, signal) => environment.watch(signal),
    async 'terminal.prepare'(_input, signal) {
      await environment.ready(signal)
      return environment.state
    },
    async 'terminal.open'({ stage = false, ...size }, signal) {
      // Before anything is waited for: two that open at once do not both take the last place.
      opening += 1
      try {
        await makeRoom()
        const session = await openSession(stage ? onStage : program, size, signal)
        if (signal.aborted) {
          await session.close()
          throw cancelled('Opening a terminal.')
        }
        const id = randomUUID()
        sessions.set(id, session)
        return { session: id }
      } finally {
        opening -= 1
      }
    },
    async *'terminal.output'(input, signal) {
      yield* find(input).output(signal, input.reader)
    },
    async 'terminal.taken'(input) {
      find(input).taken(input.reader, input.characters)
    },
    async 'terminal.write'(input) {
      find(input).write(input.data)
    },
    async 'terminal.resize'(input) {
      find(input).resize(input.size)
    },
    async 'terminal.versions'(input) {
      find(input).tellVersions(input.versions)
    },
    'terminal.restart': async (input, signal) => find(input).restart(signal),
    'terminal.close': async (input) => remove(input.session, find(input)),
    session: (id) => find({ session: id }),
    async restartAll() {
      // One that does not come back says so itself, and is started again from there.
      const again = (session: Session): Promise<void> =>
        within(never, restartLimit, (limited) => session.restart(limited))
      await Promise.allSettled([...sessions.values()].map(again))
    },
    async close() {
      await Promise.all([...sessions].map(([id, session]) => remove(id, session)))
    },
  }
}
