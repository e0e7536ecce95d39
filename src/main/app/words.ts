import { resolve } from 'node:path'

/** What the command that started this program asks for. */
export type Wish =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'panel'; readonly words: readonly string[] }

/** The options that may stand before a verb; those of the first kind take the next word as their value. */
const valued: ReadonlySet<string> = new Set(['--fleet', '--home', '--port', '--project'])
const plain: ReadonlySet<string> = new Set(['--json', '--yes'])
/** Answered on the command line, verb or not. */
const asked: ReadonlySet<string> = new Set(['--help', '-h', '--version'])

/** Also one that is none: whoever mistypes a verb is told so, and waits for no window. A path is no word. */
const isVerb = (word: string): boolean => asked.has(word) || /^[a-z][a-z-]*$/.test(word)

/** The words of a command: its options, its verb and what follows. Undefined where there is no verb. */
const commandIn = (words: readonly string[]): readonly string[] | undefined => {
  const before: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (valued.has(word)) {
      // Its value may be spelt like a verb: a project named "demo".
      before.push(...words.slice(index, index + 2))
      index += 1
    } else if (plain.has(word) || valued.has(word.split('=', 1)[0] ?? '')) {
      before.push(word)
    } else if (isVerb(word)) {
      return [...before, ...words.slice(index)]
    }
  }
  return undefined
}

/**
 * Reads the program's arguments. The installed app is started as `RealCAVE [words]`, a checkout as `electron FOLDER [words]`; switches of
 * Chromium's own may stand anywhere. A verb makes it a command: no window opens, whatever else is running.
 */
export const readWish = (argv: readonly string[], folder: string | undefined): Wish => {
  const words = argv.slice(1)
  const own = words.slice(words.findIndex((word) => folder !== undefined && resolve(word) === folder) + 1)
  const command = commandIn(own)
  return command === undefined ? { kind: 'panel', words: own } : { kind: 'command', words: command }
}
