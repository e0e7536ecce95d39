import { InvalidArgumentError, Option, type Command } from 'commander'
import { systems } from '../kit/targets'
import { common, commonOptions, type Perform } from './common-options'
import type { MakeOptions } from './verbs/kit-make'

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const system = (value: string, before?: readonly string[]): readonly string[] => {
  if (systems.includes(value)) return several(value, before)
  throw new InvalidArgumentError(`It must be one of ${systems.join(', ')}.`)
}

interface Given extends Omit<MakeOptions, 'images' | 'everyProcessor'> {
  readonly withoutImages?: true
  readonly withImages?: true
  readonly everyProcessor?: true
}

/** Neither said: as the kit was made before. */
const asked = ({ withImages, withoutImages, everyProcessor, ...rest }: Given): MakeOptions => ({
  ...rest,
  everyProcessor: everyProcessor === true,
  ...(withoutImages === true ? { images: false } : withImages === true ? { images: true } : {}),
})

/** `kit FOLDER` makes one; a second word before the folder says what else is done with it. */
export const addKitVerbs = (program: Command, perform: Perform): void => {
  const kit = program
    .command('kit')
    .description('a folder that sets up a classroom without a network')
    .exitOverride()
  const verb = (command: Command, about: string): Command =>
    commonOptions(command).description(about).exitOverride()

  const make = verb(
    kit.command('make', { isDefault: true }),
    'make one ("kit FOLDER" is enough), go on with one, or take changes in',
  )
    .argument('<folder>', 'an empty folder, or one of an earlier kit')
    .addOption(new Option('--without-images', 'for the practice fleet alone').conflicts('withImages'))
    .option('--with-images', 'also into a kit that was made without')
    .option('--every-processor', 'images also for machines whose processor has no AVX2')
    .option('--for <system>', 'Python for these machines: win, linux, mac; may stand several times', system)
    .option('--installer <file>', 'an installer, or a folder of some; may stand several times', several)
    .option('--settings <file>', 'what is set for the class; docs/classroom.md')
    .option('--lessons <folder>', 'lessons of your own; default: those of this home')
    .option('--python <folder>', 'where Pythons lie that were downloaded by hand')
    .action((folder: string, given: Given, command: Command) =>
      perform(common(command), async (session) =>
        (await import('./verbs/kit-make')).makeKitIn(session, folder, asked(given)),
      ),
    )
  // Who makes one names no verb: its options stand in the help of "kit".
  kit.addHelpText('after', () => `\nTo make one:\n${make.helpInformation()}`)
  verb(kit.command('check'), 'look whether a kit is whole')
    .argument('<folder>', 'the kit')
    .action((folder: string, _given, command: Command) =>
      perform(common(command), async (session) => (await import('./verbs/kit')).checkKitIn(session, folder)),
    )
  verb(kit.command('use'), 'set this machine up from a kit')
    .argument('<folder>', 'the kit')
    .action((folder: string, _given, command: Command) =>
      perform(common(command), async (session) => (await import('./verbs/kit')).useKit(session, folder)),
    )
  verb(kit.command('leave'), 'free the settings that a kit has set').action((_given, command: Command) =>
    perform(common(command), async (session) => (await import('./verbs/kit')).leaveKit(session)),
  )
}
