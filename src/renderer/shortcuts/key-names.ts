const named = (stroke: string, mac: boolean): readonly string[] =>
  stroke.startsWith('mod+')
    ? [mac ? '⌘' : 'Ctrl', stroke.slice('mod+'.length).toUpperCase()]
    : [stroke.length === 1 ? stroke.toUpperCase() : stroke]

/** What stands on the keys, by strokes that are made one after the other. */
export const keyNames = (keys: string, mac: boolean): readonly (readonly string[])[] =>
  keys.split(' ').map((stroke) => named(stroke, mac))

/** In one line: Ctrl+K; G then A. */
export const keysInWords = (keys: string, mac: boolean): string =>
  keyNames(keys, mac)
    .map((names) => names.join(mac ? ' ' : '+'))
    .join(' then ')

/** A tooltip with its keys: Services (G then S). */
export const withKeys = (words: string, keys: string | undefined, mac: boolean): string =>
  keys === undefined ? words : `${words} (${keysInWords(keys, mac)})`

/** As aria-keyshortcuts has it, which knows no sequences. */
export const ariaKeys = (keys: string, mac: boolean): string | undefined => {
  if (keys.includes(' ')) return undefined
  return keys.startsWith('mod+')
    ? `${mac ? 'Meta' : 'Control'}+${keys.slice('mod+'.length).toUpperCase()}`
    : keys
}
