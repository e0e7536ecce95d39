import type { Version } from '../../shared/domain/version'
import { momentText } from './moments'
import { segmentationTexts } from './texts'

const texts = segmentationTexts.time

export interface Stop {
  readonly label: string
  readonly hint?: string
  /** Null: now. */
  readonly time: number | null
}

const day = 86_400_000
const mostVersions = 3

/** Births of a root's lineage, in milliseconds since 1970. */
export interface Births {
  /** Of its first root: before, there was none. */
  readonly first: number
  /** Of its newest: the same while nothing was edited. */
  readonly last: number
}

/** The moments that tell something: around the first root's birth, the last edit, what the newest versions show, and now. */
export const stopsOf = (births: Births | null, versions: readonly Version[]): readonly Stop[] => [
  ...(births === null
    ? []
    : [
        { label: texts.before, hint: texts.beforeHint, time: births.first - day },
        { label: texts.birth, hint: texts.birthHint(momentText(births.first)), time: births.first },
      ]),
  ...(births === null || births.last === births.first
    ? []
    : [{ label: texts.edit, hint: texts.editHint(momentText(births.last)), time: births.last }]),
  ...versions
    .filter(({ status }) => status === 'AVAILABLE')
    .sort((a, b) => a.version - b.version)
    .slice(-mostVersions)
    .map(({ version, timeStamp }) => ({
      label: texts.version(version),
      hint: texts.versionHint(version, momentText(Date.parse(timeStamp))),
      time: Date.parse(timeStamp),
    })),
  { label: texts.now, time: null },
]

/** The ends of the time cursor: a year before the first root's birth, and now. */
export const reachOf = (born: number | null, now: number): readonly [from: number, to: number] => [
  (born ?? now - 365 * day) - 365 * day,
  now,
]

export const cursorSteps = 1000

/** Where a time stands on the cursor, in its steps. */
export const stepOf = (time: number | null, [from, to]: readonly [number, number]): number =>
  time === null
    ? cursorSteps
    : Math.min(Math.max(Math.round(((time - from) / (to - from)) * cursorSteps), 0), cursorSteps - 1)

/** The time of a step, in whole minutes; the last is now. */
export const timeOf = (step: number, [from, to]: readonly [number, number]): number | null => {
  if (step >= cursorSteps) return null
  const minute = 60_000
  return Math.round((from + (step / cursorSteps) * (to - from)) / minute) * minute
}
