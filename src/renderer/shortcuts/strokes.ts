/** One press of a key, as src/shared/commands spells it: `mod+k`, `g`, `?`. */
export type Stroke = string

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** Null: no stroke that a command could have. */
export const strokeOf = (press: Press, mac: boolean): Stroke | null => {
  const { key, ctrlKey, metaKey, altKey, isComposing } = press
  if (isComposing || altKey || key.length !== 1 || key === ' ') return null
  const mod = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey
  if (mod) return `mod+${key.toLowerCase()}`
  return ctrlKey || metaKey ? null : key
}

const typed = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]'
const inFront = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/**
 * Whether the panel may take a stroke that was made there. The terminal's keys are Python's: only Command, which no terminal gets, is
 * taken from it. Where text is typed, or a list is searched by its letters, only strokes with `mod` are. What asks in front of the
 * panel keeps all keys.
 */
export const mayTake = (stroke: Stroke, place: Element | null, mac: boolean): boolean => {
  const chord = stroke.startsWith('mod+')
  if (place === null) return true
  if (place.closest('.xterm, .terminal-screen') !== null) return chord && mac
  if (place.closest(inFront) !== null) return false
  return chord || place.closest(typed) === null
}
