/** Controls, and what turns the direction of writing: they would hide what a cell holds, or make it look like another. */
const hidden = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
}

const longest = 80

/** A cell as it can be judged before it is added: nothing hidden, and no more than fits. */
export const visible = (text: string): string =>
  `${text.slice(0, longest).replaceAll(hidden, shown)}${text.length > longest ? '…' : ''}`
