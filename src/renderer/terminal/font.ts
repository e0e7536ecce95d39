const own = 'JetBrains Mono Variable'
const first = `"${own}", monospace`
/** Another name of the same: xterm measures its cells again when the name changes, and only then. */
const second = `"${own}", ui-monospace, monospace`

export const terminalFont = first

/**
 * Has the cells measured anew whenever letters of the terminal's font have come: with a stand-in they were of the wrong width. That is
 * more than once: its files are one for each alphabet, and its style sheet may be asked for again. Answers with what ends it.
 */
export const followFont = (options: { fontFamily?: string }, measured: () => void): (() => void) => {
  const { fonts } = document
  const measure = (): void => {
    options.fontFamily = options.fontFamily === first ? second : first
    measured()
  }
  const came = ({ fontfaces }: FontFaceSetLoadEvent): void => {
    if (fontfaces.some(({ family }) => family.includes(own))) measure()
  }
  fonts.addEventListener('loadingdone', came)
  // Without letters to draw nobody asks for it. One that does not come leaves the stand-in, measured and drawn.
  fonts.load(`13px "${own}"`).then(measure, () => undefined)
  return () => fonts.removeEventListener('loadingdone', came)
}
