/** Control characters made visible: a tag that someone typed must not steer the reader's terminal. */
export const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
  })

/** On one line, at most `width` characters, with an ellipsis where something was cut. */
export const fitted = (text: string, width: number): string => {
  const characters = Array.from(plain(text).replace(/[\n\t]+/g, ' '))
  return characters.length <= width
    ? characters.join('')
    : `${characters.slice(0, Math.max(1, width - 1)).join('')}…`
}
