/**
 * Characters that Python's source, or a terminal that it is typed into, would take for something else than a character: controls, the ends
 * of lines of other alphabets, marks that turn the direction of writing, halves of a pair.
 */
const unsafe =
  /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** JSON's escapes are Python's, too. */
const text = (value: string): string => JSON.stringify(value).replace(unsafe, escaped)

const number = (value: number): string =>
  Number.isFinite(value) ? String(value) : `float("${String(value)}")`

/** A value as Python writes it. */
export const toPython = (value: unknown): string => {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (Array.isArray(value)) return `[${value.map(toPython).join(', ')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${toPython(key)}: ${toPython(item)}`)
      .join(', ')}}`
  if (typeof value === 'number') return number(value)
  if (typeof value === 'bigint') return value.toString()
  // JSON holds nothing else; what is none is no value.
  return typeof value === 'string' ? text(value) : 'None'
}

/** Ids as Python's own integers, which hold all 64 bits. */
export const idList = (ids: readonly string[]): string => `[${ids.join(', ')}]`

/** The names are those of `import datetime`, which the cheat-sheet and the terminal begin with. */
export const pythonNow = 'datetime.datetime.now(datetime.timezone.utc)'

/** A moment in UTC, given in ISO 8601 with a Z. */
export const pythonMoment = (iso: string): string =>
  `datetime.datetime.fromisoformat(${toPython(iso.replace('Z', '+00:00'))})`
