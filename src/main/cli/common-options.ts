import { Option, type Command } from 'commander'
import { folder, port, project } from './option-values'
import type { CommonOptions, Session, Verb } from './session'

/** Runs a verb with the options that stood before and behind it. */
export type Perform = (options: CommonOptions, verb: (session: Session) => Verb) => Promise<void>

/** What may stand before and behind every verb. */
export const commonOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--fleet <kind>', 'which fleet; default: the one last used here').choices([
        'genuine',
        'practice',
      ]),
    )
    .addOption(new Option('--project <name>', 'Compose project of the genuine fleet').argParser(project))
    .addOption(
      new Option('--home <folder>', 'folder of this installation’s state (env REALCAVE_HOME)').argParser(
        folder,
      ),
    )
    .addOption(new Option('--port <n>', 'port of the fleet on 127.0.0.1, remembered').argParser(port))
    .addOption(new Option('--json', 'JSON lines on standard output'))
    .addOption(new Option('--yes', 'answer yes to what would be asked'))

export const common = (command: Command): CommonOptions => {
  const found = command.optsWithGlobals<Partial<CommonOptions>>()
  return { ...found, json: found.json === true, yes: found.yes === true }
}
