const pad = (value: number): string => String(value).padStart(2, '0')

/** A span as a person says it: 340 ms, 4.2 s, 1 min 05 s, 3 h 12 min, 2 d 4 h. */
export const duration = (milliseconds: number): string => {
  const ms = Math.max(0, milliseconds)
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${pad(seconds % 60)} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${pad(minutes % 60)} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Bytes with at most three digits, powers of 1000. */
export const bytes = (count: number): string => {
  let value = Math.max(0, count)
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`
}

export const count = (value: number): string => value.toLocaleString('en')

/** 1 row, 2 rows. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** The reader's own wall clock; the full moment in UTC goes into a hint. */
export const clock = (iso: string): string => {
  const time = new Date(iso)
  return Number.isNaN(time.getTime())
    ? iso
    : `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const day = (iso: string): string => {
  const time = new Date(iso)
  return Number.isNaN(time.getTime())
    ? iso
    : `${time.getDate()} ${months[time.getMonth()] ?? ''} ${time.getFullYear()}`
}

/** The clock alone for today, day and clock for any other. */
export const moment = (iso: string, now = Date.now()): string =>
  day(iso) === day(new Date(now).toISOString()) ? clock(iso) : `${day(iso)}, ${clock(iso)}`
