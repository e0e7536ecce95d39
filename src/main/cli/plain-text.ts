import { plain } from '../../shared/plain-text'

export { plain }

/** On one line, at most `width` characters, with an ellipsis where something was cut. */
export const fitted = (text: string, width: number): string => {
  const characters = Array.from(plain(text).replace(/[\n\t]+/g, ' '))
  return characters.length <= width
    ? characters.join('')
    : `${characters.slice(0, Math.max(1, width - 1)).join('')}…`
}
