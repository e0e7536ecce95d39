import { none, type Rows } from './rows'

/** The lineages of a table, one lane each, in the order in which they began. A lane is known by its number. */
export interface Lanes {
  readonly count: number
  /** The lane of each row. */
  readonly of: Int32Array
  /** Places of all rows, lane after lane, the oldest of each first. */
  readonly order: Int32Array
  /** Where each lane begins in `order`, and where the last one ends. */
  readonly starts: Int32Array
}

/** What each row stands together with: rows that a link leads to, however it is tangled in damaged data. */
const rootsOf = ({ count, next }: Rows): Int32Array => {
  const parent = Int32Array.from({ length: count }, (_, place) => place)
  const rootOf = (place: number): number => {
    let at = place
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      // Halving the way keeps a chain of 10,000 edits short for those who come after.
      parent[at] = parent[up] ?? up
      at = up
    }
    return at
  }
  next.forEach((following, place) => {
    if (following !== none) parent[rootOf(place)] = rootOf(following)
  })
  return parent.map((_, place) => rootOf(place))
}

export const lanesOf = (rows: Rows): Lanes => {
  const roots = rootsOf(rows)
  const { created, count } = rows
  const byAge = Int32Array.from({ length: count }, (_, place) => place).sort(
    (a, b) => (created[a] ?? 0) - (created[b] ?? 0) || a - b,
  )
  const numbers = new Map<number, number>()
  const of = new Int32Array(count)
  const sizes: number[] = []
  for (const place of byAge) {
    const root = roots[place] ?? none
    const lane = numbers.get(root) ?? numbers.size
    numbers.set(root, lane)
    of[place] = lane
    sizes[lane] = (sizes[lane] ?? 0) + 1
  }
  const starts = new Int32Array(sizes.length + 1)
  sizes.forEach((size, lane) => (starts[lane + 1] = (starts[lane] ?? 0) + size))
  const filled = starts.slice()
  const order = new Int32Array(count)
  for (const place of byAge) {
    const lane = of[place] ?? 0
    const at = filled[lane] ?? 0
    order[at] = place
    filled[lane] = at + 1
  }
  return { count: sizes.length, of, order, starts }
}

/** The rows of a lane, oldest first. */
export const rowsIn = ({ order, starts }: Lanes, lane: number): Int32Array =>
  order.subarray(starts[lane] ?? 0, starts[lane + 1] ?? 0)

/** The newest row of a lane: what it is now, or was last. */
export const headOf = (lanes: Lanes, lane: number): number => rowsIn(lanes, lane).at(-1) ?? none
