import { fitted } from './plain-text'

const widest = 40
const gap = '  '

const length = (text: string): number => Array.from(text).length

/** Columns under their heads, as wide as what is in them and no wider than a person reads. */
export const textTable = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  most = widest,
): string => {
  const cells = [heads, ...rows].map((row) => heads.map((_, index) => fitted(row[index] ?? '', most)))
  const widths = heads.map((_, index) => Math.max(...cells.map((row) => length(row[index] ?? ''))))
  return cells
    .map((row) =>
      row
        .map((text, index) => text + ' '.repeat(Math.max(0, (widths[index] ?? 0) - length(text))))
        .join(gap)
        .trimEnd(),
    )
    .join('\n')
}
