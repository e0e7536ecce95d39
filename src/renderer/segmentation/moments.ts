const shape = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?Z?$/

/** Milliseconds since 1970 of a moment in UTC, as a person writes it; null for what is none. */
export const readMoment = (text: string): number | null => {
  const written = text.trim()
  if (!shape.test(written)) return null
  const iso = written.replace(' ', 'T').replace('Z', '')
  const time = Date.parse(iso.includes('T') ? `${iso}Z` : iso)
  return Number.isNaN(time) ? null : time
}

/** A moment in UTC, with milliseconds where there are any. */
export const momentText = (time: number): string =>
  new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '')
