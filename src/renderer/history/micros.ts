/** Moments as CAVE keeps them: whole microseconds since 1970, UTC. JavaScript's numbers are exact up to the year 2255. */

/** NaN for what is no time. Date alone would drop the microseconds. */
export const microsOf = (iso: string): number => {
  const { fraction = '' } = /\.(?<fraction>\d+)/.exec(iso)?.groups ?? {}
  return Math.floor(Date.parse(iso) / 1000) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

export const isoOf = (micros: number): string => {
  const seconds = Math.floor(micros / 1_000_000)
  const rest = String(micros - seconds * 1_000_000).padStart(6, '0')
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}.${rest}Z`
}
