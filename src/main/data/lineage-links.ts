/** A superseded row and the row that superseded it. */
export interface Link {
  readonly id: string
  readonly next: string
}

/** An edit a minute for a week; a longer chain is shown by its newest part. */
const longest = 10_000

const byNumber = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : Number(a !== b))

/** Follows the links from `id`; ends before a row that was met already, so a circle in damaged data ends. */
const lastAfter = (links: readonly Link[], id: string): string => {
  const next = new Map(links.map((link) => [link.id, link.next]))
  const met = new Set<string>()
  let at = id
  for (;;) {
    met.add(at)
    const following = next.get(at)
    if (following === undefined || met.has(following)) return at
    at = following
  }
}

/** Every id of the lineage that `id` is part of: oldest first, by the steps that each is away from the end, then by id. */
export const lineageOf = (links: readonly Link[], id: string): string[] => {
  const before = new Map<string, string[]>()
  for (const link of links) {
    const known = before.get(link.next)
    if (known === undefined) before.set(link.next, [link.id])
    else known.push(link.id)
  }
  const ordered = new Set([lastAfter(links, id)])
  // The set grows while it is walked: each row brings those that it superseded.
  for (const each of ordered) {
    if (ordered.size >= longest) break
    for (const earlier of (before.get(each) ?? []).sort(byNumber).reverse()) ordered.add(earlier)
  }
  return [...ordered].reverse()
}
