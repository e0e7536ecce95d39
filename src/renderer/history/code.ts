import { toPython } from '../annotations/python'
import { isoOf } from './micros'

/** A moment as Python takes it, to the microsecond; null: now. */
const timestamp = (time: number | null): string =>
  time === null
    ? 'datetime.datetime.now(datetime.timezone.utc)'
    : `datetime.datetime.fromisoformat("${isoOf(time).replace('Z', '+00:00')}")`

/** Edits included: what stands in the live table at a moment. */
const liveTable = (table: string, at: string): string =>
  `client.materialize.live_live_query(${toPython(table)}, timestamp=${at}, allow_missing_lookups=True)`

export const liveTableCode = (table: string, time: number | null): string => liveTable(table, timestamp(time))

/** The moment on a line of its own: what is asked of it is then read at a glance. */
const asking = (time: number | null, query: string): string => `at = ${timestamp(time)}\n${query}`

/** The same two questions as they stand beside each other; a `live_query` answers the rows of the newest version before. */
export const liveTableAsked = (table: string, time: number | null): string =>
  asking(time, liveTable(table, 'at'))

export const liveQueryAsked = (table: string, time: number | null): string =>
  asking(time, `client.materialize.live_query(${toPython(table)}, timestamp=at)`)
