import type { LogLine } from '../../shared/domain/service'

export interface Part {
  /** Where it begins in the line. */
  readonly from: number
  readonly text: string
  readonly found: boolean
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** What is searched for: plain text, or `/a regular expression/`; null: nothing; 'bad': an expression that is not one yet. */
export const patternOf = (search: string): RegExp | null | 'bad' => {
  if (search === '' || search === '/') return null
  const source = /^\/(.+)\/$/.exec(search)?.[1]
  if (search.startsWith('/') && source === undefined) return new RegExp(escaped(search), 'gi')
  try {
    return new RegExp(source ?? escaped(search), 'gi')
  } catch {
    return 'bad'
  }
}

const levels = ['debug', 'info', 'warning', 'error'] as const

export const findLines = (
  lines: readonly LogLine[],
  least: LogLine['level'],
  pattern: RegExp | null,
): readonly LogLine[] => {
  const from = levels.indexOf(least)
  if (from === 0 && pattern === null) return lines
  return lines.filter((line) => {
    if (levels.indexOf(line.level) < from) return false
    if (pattern === null) return true
    pattern.lastIndex = 0
    return pattern.test(line.text)
  })
}

/** The text in parts, those that match marked. An expression that matches nothing at all marks nothing. */
export const markMatches = (text: string, pattern: RegExp | null): readonly Part[] => {
  if (pattern === null) return [{ from: 0, text, found: false }]
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue
    if (match.index > from) parts.push({ from, text: text.slice(from, match.index), found: false })
    parts.push({ from: match.index, text: match[0], found: true })
    from = match.index + match[0].length
  }
  if (from < text.length || parts.length === 0) parts.push({ from, text: text.slice(from), found: false })
  return parts
}
