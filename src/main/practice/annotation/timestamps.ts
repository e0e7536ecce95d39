/** PostgreSQL's text of a timestamp drops trailing zeros; Python prints six digits. Naive UTC, microseconds. */
const sixDigits = (text: string): string => {
  const [seconds = '', fraction = ''] = text.split('.')
  return `${seconds}.${fraction.padEnd(6, '0')}`
}

/** `str(datetime)`: "2026-11-23 02:26:26.726785"; the string "None" for no time (CAVE-FACTS 6). */
export const stringTime = (text: string | null): string => (text === null ? 'None' : sixDigits(text))

/** `isoformat()`, with six digits always: caveclient parses with %f and fails without. */
export const isoTime = (text: string | null): string | null =>
  text === null ? null : sixDigits(text).replace(' ', 'T')

/** Now, as SQL: naive UTC with microseconds, advancing within a statement. */
export const sqlNow = `(clock_timestamp() AT TIME ZONE 'UTC')`
