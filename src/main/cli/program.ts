import { Argument, Command } from 'commander'
import { serviceNames } from '../../shared/domain/service'
import { common, commonOptions, type Perform } from './common-options'
import { addKitVerbs } from './kit-program'
import { rowId, whole } from './option-values'

/** Where help and errors of the command line itself go. */
export interface Written {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
}

/** Shows the help of a verb; a word that is none is an error, not the list of all. */
const explain = (program: Command, words: readonly (string | undefined)[]): never => {
  let command = program
  for (const word of words) {
    if (word === undefined) break
    const found = command.commands.find((candidate) => candidate.name() === word)
    if (found === undefined) command.error(`error: unknown command '${word}'`)
    else command = found
  }
  return command.help()
}

/** Every verb, its words and options. What it does is loaded when it is asked for, so that `--help` is quick. */
export const createProgram = (version: string, written: Written, perform: Perform): Command => {
  const program = commonOptions(new Command('realcave'))
    .description('Runs CAVE on this machine, for training and live demos.')
    .version(version, '--version', 'print the version')
    .helpCommand(false)
    .showSuggestionAfterError()
    .enablePositionalOptions(false)
    .exitOverride()
    .configureOutput({ writeOut: written.out, writeErr: written.error })

  const verb = (words: string, about: string, parent = program): Command =>
    commonOptions(parent.command(words)).description(about).exitOverride()

  verb('up', 'start the fleet, or look that it runs').action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/up')).up(session)),
  )
  verb('down', 'stop the fleet')
    .option('--volumes', 'remove its data as well')
    .action((options: { volumes?: true }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/down')).down(session, options.volumes === true),
      ),
    )
  verb('status', 'what runs, and how it is').action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/status')).status(session)),
  )
  verb('reset', 'the live table back to its 2 clean annotations, then a fresh version')
    .option('--clean', 'everything back to the baseline')
    .action((options: { clean?: true }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/reset')).reset(session, options.clean === true),
      ),
    )
  verb('demo', 'start the fleet, then run the proof lesson').action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/demo')).demo(session)),
  )

  const baseline = program.command('baseline').description('what "reset --clean" goes back to').exitOverride()
  verb('set', 'declare the present state the baseline', baseline).action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/baseline')).setBaseline(session)),
  )
  verb('clear', 'go back to the baseline that the first start made', baseline).action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/baseline')).clearBaseline(session)),
  )

  verb('materialize', 'make a version')
    .option('--repair', 'first free a workflow that hangs or was killed')
    .action((options: { repair?: true }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/materialize')).materialize(session, options.repair === true),
      ),
    )
  const graph = program.command('graph').description('the segmentation graph').exitOverride()
  verb('rebuild', 'make the graph anew', graph).action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/graph')).rebuildGraph(session)),
  )

  const images = program.command('images').description('the images of the genuine fleet').exitOverride()
  verb('pull', 'download those that are missing', images).action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/images')).pullImages(session)),
  )
  verb('save', 'all as one bundle, for machines without a network', images)
    .argument('<file>', 'where to save it: a folder of files that fit on any stick')
    .option('--every-processor', 'also for machines whose processor has no AVX2')
    .action((file: string, options: { everyProcessor?: true }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/images')).saveImages(session, file, options.everyProcessor === true),
      ),
    )
  verb('load', 'from a bundle', images)
    .argument('<file>', 'a bundle that "images save" made')
    .action((file: string, _options, command) =>
      perform(common(command), async (session) => (await import('./verbs/images')).loadImages(session, file)),
    )

  addKitVerbs(program, perform)

  const lesson = program
    .command('lesson')
    .description('narrated, checked sequences of commands')
    .exitOverride()
  verb('list', 'the lessons that are shipped', lesson).action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/lesson')).listLessons(session)),
  )
  verb('run', 'run a lesson without a window', lesson)
    .argument('<lesson>', 'a shipped lesson’s name, or a YAML file')
    .action((name: string, _options, command) =>
      perform(common(command), async (session) => (await import('./verbs/lesson')).runLesson(session, name)),
    )

  verb('logs', 'what a service logged')
    .addArgument(new Argument('<service>').choices(serviceNames))
    .option('--follow', 'go on as lines come')
    .option('--tail <n>', 'how many of the newest lines', whole(0, 5000), 400)
    .action((service: string, options: { follow?: true; tail: number }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/logs')).logs(session, service, options.tail, options.follow === true),
      ),
    )
  verb('doctor', 'check whether this machine is fit').action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/doctor')).doctor(session)),
  )
  verb('diagnostics', 'pack what a report needs into a zip, secrets blanked')
    .argument('[file]', 'where to save it, from the current folder; default: the home’s folder “diagnostics”')
    .action((file: string | undefined, _options, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/diagnostics')).diagnostics(session, file),
      ),
    )
  verb('serve', 'serve the panel to a browser of this machine')
    .option(
      '--panel-port <n>',
      'port of the panel; default: that of the last time, else any free one',
      whole(0, 65_535),
      0,
    )
    .action((options: { panelPort: number }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/serve')).serve(session, options.panelPort),
      ),
    )

  verb('table', 'the rows of a table')
    .argument('<name>')
    .option('--all', 'superseded and deleted rows as well')
    .option('--in-version <n>', 'as it is in a version', whole(1, 2_147_483_647))
    .option('--limit <n>', 'at most so many rows', whole(1, 10_000_000), 1000)
    .action((name: string, options: { all?: true; inVersion?: number; limit: number }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/table')).table(session, name, { ...options, all: options.all === true }),
      ),
    )
  verb('history', 'every row of an annotation’s lineage, oldest first')
    .argument('<id>', 'the id of any of its rows', rowId)
    .option('--table <name>', 'needed where there are several tables')
    .action((id: string, options: { table?: string }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/history')).history(session, id, options.table),
      ),
    )
  verb('versions', 'the materialized versions').action((_options, command) =>
    perform(common(command), async (session) => (await import('./verbs/versions')).versions(session)),
  )
  verb('diff', 'what changed from one version to another')
    .argument('<a>', 'the earlier version', whole(1, 2_147_483_647))
    .argument('<b>', 'the later version', whole(1, 2_147_483_647))
    .option('--table <name>', 'needed where there are several tables')
    .action((from: number, to: number, options: { table?: string }, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/diff')).diff(session, from, to, options.table),
      ),
    )

  verb('remove', 'what is of this installation, for good: before it is uninstalled')
    .option('--data', 'all that it keeps in its home')
    .option('--containers', 'its containers, volumes and images in Docker')
    .action((options: { data?: true; containers?: true }, command) =>
      perform({ ...common(command), leaving: true }, async (session) =>
        (await import('./verbs/remove')).remove(session, {
          data: options.data === true,
          containers: options.containers === true,
        }),
      ),
    )

  program
    .command('help [verb] [second]')
    .description('explain a verb')
    .exitOverride()
    .action((first?: string, second?: string) => explain(program, [first, second]))

  commonOptions(program.command('practice-process', { hidden: true }))
    .exitOverride()
    .action((_options, command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/practice-process')).practiceProcess(session),
      ),
    )

  return program
}
