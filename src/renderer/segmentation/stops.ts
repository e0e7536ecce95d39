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

/** The moments that tell something: around the root's birth, what the newest versions show, and now. */
export const stopsOf = (born: number | null, versions: readonly Version[]): readonly Stop[] => [
  ...(born === null
    ? []
    : [
        { label: texts.before, hint: texts.beforeHint, time: born - day },
        { label: texts.birth, hint: texts.birthHint(momentText(born)), time: born },
      ]),
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

/** The ends of the time cursor: a year before the root's birth, and now. */
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
