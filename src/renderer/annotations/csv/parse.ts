import Papa from 'papaparse'

export interface Line {
  /** In the file, the first being 1; a row whose cells have line breaks begins there. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Sheet {
  readonly delimiter: string
  readonly heading: readonly string[]
  readonly lines: readonly Line[]
  /** A line in which a quote opens and none closes it, or one closes too early: what follows cannot be told apart. */
  readonly broken: number | null
}

const delimiters = [',', ';', '\t'] as const

const breaks = /\r\n|\r|\n/g
const breaksIn = (text: string): number => text.match(breaks)?.length ?? 0

const headingWith = (text: string, delimiter: string): readonly string[] => {
  const [heading = []] = Papa.parse<string[]>(text, { delimiter, preview: 1, skipEmptyLines: 'greedy' }).data
  return heading.map((name) => name.trim())
}

/** The one with which most of the heading's names are known; a guess from the cells is misled by texts with commas. */
const delimiterOf = (text: string, isKnown: (name: string) => boolean): string => {
  let best: { readonly delimiter: string; readonly known: number; readonly all: number } | undefined
  for (const delimiter of delimiters) {
    const heading = headingWith(text, delimiter)
    const found = { delimiter, known: heading.filter(isKnown).length, all: heading.length }
    if (
      best === undefined ||
      found.known > best.known ||
      (found.known === best.known && found.all > best.all)
    )
      best = found
  }
  return best?.delimiter ?? ','
}

/** Cells as texts, and where they stand; nothing is guessed of what they mean. Ends after `most` rows and one more. */
export const parseSheet = (text: string, isKnown: (name: string) => boolean, most: number): Sheet => {
  const delimiter = delimiterOf(text, isKnown)
  const lines: Line[] = []
  let broken: number | null = null
  let line = 1
  let read = 0
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors, meta }, parser) => {
      lines.push({ line, cells: data })
      if (errors.some(({ type }) => type === 'Quotes')) {
        broken = line
        lines.pop()
      }
      line += breaksIn(text.slice(read, meta.cursor))
      read = meta.cursor
      if (broken !== null || lines.length > most + 1) parser.abort()
    },
  })
  // What follows the last line's end.
  if (lines.at(-1)?.cells.join('') === '' && lines.at(-1)?.cells.length === 1) lines.pop()
  const first = lines.findIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const heading = first < 0 ? [] : (lines[first]?.cells ?? []).map((name) => name.trim())
  return { delimiter, heading, lines: first < 0 ? [] : lines.slice(first + 1), broken }
}
