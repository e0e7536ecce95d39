import { CommanderError } from 'commander'
import { closeInTime } from '../api/close-core'
import type { Core } from '../api/core'
import type { Home } from '../home/home'
import { Failure, cancelled, toFailure } from '../../shared/errors'
import { exitStatus, statusOf } from './exit-status'
import type { Io } from './io'
import { createOutput, type Output } from './output'
import { createProgram } from './program'
import type { CommonOptions, Program, Session, Verb } from './session'

/** How home and core come about; tests give their own. */
export interface Openers {
  home(options: CommonOptions, program: Program, output: Output): Promise<Home>
  core(home: Home, options: CommonOptions, program: Program, output: Output): Promise<Core>
}

/** Commander writes "error: unknown command 'upp'\n(Did you mean up?)": one sentence of ours. */
const usageFailure = (error: CommanderError): Failure => {
  const [first = 'The command was not understood', ...hints] = error.message
    .replace(/^error: /, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return new Failure({
    code: 'BAD_INPUT',
    what: 'The command was not understood.',
    why: [`${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`, ...hints].join(' '),
    fix: '"realcave help" lists every verb, "realcave help VERB" its options.',
  })
}

const perform = async (
  session: Session,
  opened: () => Promise<Core | undefined>,
  verb: (session: Session) => Verb,
): Promise<number> => {
  try {
    return (await verb(session)) ?? exitStatus.done
  } finally {
    await closeInTime(await opened())
  }
}

/** Runs one command line to its end and answers its exit status. Nothing escapes as an exception. */
export const runCli = async (
  argv: readonly string[],
  program: Program,
  io: Io,
  openers: Openers,
): Promise<number> => {
  // Known before the options are: even a misspelt command line tells scripts what was wrong in their own language.
  const early = createOutput(io, argv.includes('--json'))
  let status: number = exitStatus.done

  let help = ''
  const written = {
    out: (text: string) => io.stdout.write(text),
    // Errors are told in our own words below; what is kept is the help that a verb without its second word shows.
    error: (text: string) => {
      help = text
    },
  }

  const commands = createProgram(program.version, written, async (options, verb) => {
    const output = createOutput(io, options.json)
    let home: Promise<Home> | undefined
    let core: Promise<Core> | undefined
    const session: Session = {
      program,
      options,
      io,
      output,
      signal: io.signal,
      home: () => (home ??= openers.home(options, program, output)),
      core: () => (core ??= session.home().then((opened) => openers.core(opened, options, program, output))),
      controller: async () => (await session.core()).controller(),
    }
    status = await perform(session, async () => core?.catch(() => undefined), verb)
  })

  try {
    await commands.parseAsync([...argv], { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were printed; without a verb the help is the answer to a usage mistake.
      if (error.exitCode === 0) return exitStatus.done
      if (error.code === 'commander.help') {
        io.stderr.write(help)
        return exitStatus.usage
      }
      early.failure(usageFailure(error).info)
      return exitStatus.usage
    }
    const failure = io.signal.aborted
      ? cancelled('The command was cancelled.')
      : toFailure(error, 'The command failed.')
    early.failure(failure.info)
    return statusOf(failure.info.code)
  }
}
