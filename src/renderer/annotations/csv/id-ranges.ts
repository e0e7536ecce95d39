/** "3 to 502, 510": ids come one after the other, unless somebody else adds as well. */
export const idRanges = (ids: readonly string[]): string => {
  const ranges: { first: bigint; last: bigint }[] = []
  for (const id of ids.map(BigInt).sort((a, b) => Number(a - b))) {
    const current = ranges.at(-1)
    if (current !== undefined && id === current.last + 1n) current.last = id
    else ranges.push({ first: id, last: id })
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`)).join(', ')
}
