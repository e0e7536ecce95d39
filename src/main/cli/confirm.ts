import { Failure, cancelled } from '../../shared/errors'
import { plain } from './plain-text'
import type { Session } from './session'

/** Something that cannot be undone. */
export interface Destruction {
  /** "Reset the fleet". */
  readonly action: string
  /** What goes, one line each. */
  readonly goes: readonly string[]
}

/** Says what goes and asks. Fails unless the answer is yes; without a terminal only --yes is one. */
export const confirm = async (session: Session, { action, goes }: Destruction): Promise<void> => {
  const { io, output, options, signal } = session
  output.note(`${action}: this goes, and cannot be brought back:`)
  for (const line of goes) output.note(`  - ${plain(line)}`)
  if (options.yes) return
  if (!io.interactive) {
    throw new Failure({
      code: 'CONFIRMATION_NEEDED',
      what: `${action} was not started.`,
      why: 'It removes what is named above, and there is no terminal to ask at.',
      fix: 'Add --yes if that is what you want.',
    })
  }
  io.stderr.write(`${action}? Type yes: `)
  const answer = await io.line(signal)
  if (answer?.trim().toLowerCase() !== 'yes') throw cancelled(`${action} was not started.`)
}
