import { pythonMoment, pythonNow, toPython } from './python'

/** `iso`: a moment in UTC, to the microsecond; null: now. */
const moment = (iso: string | null): string => (iso === null ? pythonNow : pythonMoment(iso))

/** Edits included: what stands in the live table at a moment. */
const liveTable = (table: string, at: string): string =>
  `client.materialize.live_live_query(${toPython(table)}, timestamp=${at}, allow_missing_lookups=True)`

export const liveTableCode = (table: string, iso: string | null): string => liveTable(table, moment(iso))

/** The moment on a line of its own: what is asked of it is then read at a glance. */
const asking = (iso: string | null, query: string): string => `at = ${moment(iso)}\n${query}`

/** The same two questions as they stand beside each other; a `live_query` answers the rows of the newest version before. */
export const liveTableAsked = (table: string, iso: string | null): string =>
  asking(iso, liveTable(table, 'at'))

export const liveQueryAsked = (table: string, iso: string | null): string =>
  asking(iso, `client.materialize.live_query(${toPython(table)}, timestamp=at)`)
