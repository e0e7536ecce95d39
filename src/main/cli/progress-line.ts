import { fitted } from './plain-text'
import type { Io } from './io'

/** One line of progress: drawn over and over on a terminal; elsewhere a line whenever what it tells of is another thing. */
export const progressLine = ({ stderr }: Pick<Io, 'stderr'>): ((thing: string, figures: string) => void) => {
  let before: string | undefined
  return (thing, figures) => {
    const line = fitted(`${thing} ${figures}`.trim(), stderr.columns - 1)
    if (stderr.isTerminal) stderr.write(`${before === undefined ? '' : '\u001b[1A\u001b[0J'}${line}\n`)
    else if (thing !== before) stderr.write(`${line}\n`)
    before = thing
  }
}
