/** What the command that started this program asks for. */
export type Wish =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'panel'; readonly words: readonly string[] }

/**
 * Reads the program's arguments. The installed app is started as `RealCAVE [words]`, a checkout as `electron FOLDER [words]`; switches
 * of Chromium's own may stand anywhere. A verb makes it a command: no window opens, whatever else is running.
 */
export const readWish = (
  argv: readonly string[],
  packaged: boolean,
  isVerb: (word: string) => boolean,
): Wish => {
  const words = argv.slice(1)
  const folder = packaged ? -1 : words.findIndex((word) => !word.startsWith('-'))
  const own = words.slice(folder + 1)
  const verb = own.findIndex(isVerb)
  return verb === -1 ? { kind: 'panel', words: own } : { kind: 'command', words: own.slice(verb) }
}
