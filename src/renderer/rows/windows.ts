/** Rows that are asked for at once. */
export const pageSize = 200
export const rowHeight = 34

/** Chromium draws no element taller than about 33,554,400 px: more rows than this cannot be scrolled to. */
export const mostRows = 900_000

export interface RowRange {
  readonly first: number
  readonly last: number
}

/**
 * The pages that hold rows `first` to `last`, and the first page: it tells columns and total while the others are on
 * their way. Ascending, each once.
 */
export const pagesOf = ({ first, last }: RowRange, total: number): readonly number[] => {
  const lastPage = Math.max(0, Math.ceil(total / pageSize) - 1)
  const from = Math.min(lastPage, Math.max(0, Math.floor(first / pageSize)))
  const to = Math.min(lastPage, Math.max(from, Math.floor(last / pageSize)))
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return from === 0 ? pages : [0, ...pages]
}

export const scrollableRows = (total: number): number => Math.min(total, mostRows)

/** Where a key moves the active row to; null: the key moves nothing. */
export const moveRow = (key: string, active: number, rows: number, visible: number): number | null => {
  const last = rows - 1
  const within = (index: number): number => Math.min(last, Math.max(0, index))
  if (last < 0) return null
  switch (key) {
    case 'ArrowDown':
      return within(active + 1)
    case 'ArrowUp':
      return within(active - 1)
    case 'PageDown':
      return within(Math.max(active, 0) + Math.max(1, visible - 1))
    case 'PageUp':
      return within(active - Math.max(1, visible - 1))
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
