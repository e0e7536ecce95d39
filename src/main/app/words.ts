import { resolve } from 'node:path'

/** What the command that started this program asks for. */
export type Wish =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'panel'; readonly words: readonly string[] }

/**
 * Reads the program's arguments. The installed app is started as `RealCAVE [words]`, a checkout as `electron FOLDER [words]`; switches of
 * Chromium's own may stand anywhere. A verb makes it a command: no window opens, whatever else is running.
 */
export const readWish = (
  argv: readonly string[],
  folder: string | undefined,
  isVerb: (word: string) => boolean,
): Wish => {
  const words = argv.slice(1)
  const own = words.slice(words.findIndex((word) => folder !== undefined && resolve(word) === folder) + 1)
  const verb = own.findIndex(isVerb)
  return verb === -1 ? { kind: 'panel', words: own } : { kind: 'command', words: own.slice(verb) }
}
