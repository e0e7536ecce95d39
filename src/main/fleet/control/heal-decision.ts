import type { Service, ServiceName } from '../../../shared/domain/service'
import type { StepView } from '../../../shared/domain/step'
import type { Wanted } from '../../home/wanted'

/** What can be put right without asking: the graph made anew, or everything started that should run. */
export type Cure = 'graph' | 'up'

export interface Seen {
  /** Milliseconds. */
  readonly now: number
  readonly wanted: Pick<Wanted, 'state' | 'stopped'>
  /** Whether a job of this home is under way, here or in another process. A client's own materialization is none. */
  readonly busy: boolean
  /** Whether the engine was out of reach since the fleet was last seen running, or it was not seen running yet. */
  readonly engineLost: boolean
  /** Whether the last start failed: what ended then is its evidence, and retrying is for a person. */
  readonly failed: boolean
  readonly services: readonly Pick<Service, 'name' | 'state' | 'detail' | 'helpers' | 'exitStatus'>[]
  readonly steps: readonly Pick<StepView, 'id' | 'needs' | 'state'>[]
}

/** When a cure of each loss was begun, oldest first: milliseconds. One that comes again and again takes nothing from the others. */
export type Attempts = Readonly<Record<string, readonly number[]>>

export const noAttempts: Attempts = {}

export interface Loss {
  readonly cure: Cure
  /** Whose loss it is, as attempts are counted. */
  readonly whose: string
  /** What was lost: one sentence. */
  readonly what: string
}

export type Decision =
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'act' } & Loss)
  /** It was tried a moment ago: the next look decides again. */
  | { readonly kind: 'wait'; readonly until: number }
  /** It was tried too often: whatever loses it has to be looked at by a person. */
  | ({ readonly kind: 'give-up' } & Loss)

/** Attempts older than this do not count any more. */
export const windowMilliseconds = 600_000
/** Between the last attempt and the next, by how many there were in the window; there are no more of them than that. */
export const waits = [0, 0, 10_000, 30_000, 60_000, 120_000] as const

const isDone = (seen: Seen, id: string): boolean =>
  seen.steps.find((step) => step.id === id)?.state === 'done'

const stateOf = (seen: Seen, name: ServiceName): Service['state'] | undefined =>
  seen.services.find((service) => service.name === name)?.state

/** The emulator holds the graph in memory (CAVE-FACTS 8.2); what the graph needs holds, and it is not there. */
const graphLost = (seen: Seen): boolean => {
  const graph = seen.steps.find(({ id }) => id === 'graph')
  if (graph === undefined || graph.state === 'done') return false
  const run = stateOf(seen, 'pcg') === 'healthy' && stateOf(seen, 'bigtable') === 'healthy'
  return run && graph.needs.every((id) => isDone(seen, id))
}

/**
 * Containers without a restart policy end with the engine. Those that were never made or were removed tell nothing (they have no
 * detail): making them is for a person to ask, as is a download.
 */
const endedWithEngine = ({ services, engineLost }: Seen): boolean =>
  engineLost &&
  services.every(({ state }) => state === 'stopped' || state === 'absent') &&
  services.some(({ state, detail }) => state === 'stopped' && detail !== '')

/** What a process that was asked to end gives: `docker stop` waits for 0, or 128 + SIGTERM where nothing handles that. */
const askedToEnd: ReadonlySet<number> = new Set([0, 143])

const crashed = ({ services, failed }: Seen): ServiceName | undefined =>
  failed
    ? undefined
    : services.find(
        ({ state, exitStatus }) => state === 'stopped' && exitStatus !== null && !askedToEnd.has(exitStatus),
      )?.name

const brokenHelper = ({ services }: Seen): string | undefined =>
  services
    .filter(({ state }) => state !== 'stopped' && state !== 'absent')
    .flatMap(({ helpers }) => helpers)
    .find(({ state }) => state !== 'healthy')?.name

const lossOf = (seen: Seen): Loss | undefined => {
  if (seen.busy || seen.wanted.state !== 'up') return undefined
  if (seen.wanted.stopped.length === 0 && isDone(seen, 'images')) {
    if (endedWithEngine(seen))
      return {
        cure: 'up',
        whose: 'engine',
        what: 'Docker was restarted, perhaps with the machine, and every service had ended.',
      }
    const ended = crashed(seen)
    if (ended !== undefined)
      return { cure: 'up', whose: ended, what: `${ended} stopped, though nobody had stopped it.` }
    const helper = brokenHelper(seen)
    if (helper !== undefined)
      return {
        cure: 'up',
        whose: helper,
        what: `${helper} was restarted or has ended, which cut its services off.`,
      }
  }
  return graphLost(seen)
    ? {
        cure: 'graph',
        whose: 'graph',
        what: 'The segmentation graph was lost: the emulator holds it in memory and was restarted.',
      }
    : undefined
}

const recent = (attempts: readonly number[], now: number): readonly number[] =>
  attempts.filter((at) => at > now - windowMilliseconds)

/** Whether something was lost that nobody wanted to lose, and whether it is put right now. */
export const decide = (seen: Seen, attempts: Attempts): Decision => {
  const loss = lossOf(seen)
  if (loss === undefined) return { kind: 'nothing' }
  const before = recent(attempts[loss.whose] ?? [], seen.now)
  const wait = waits[before.length]
  if (wait === undefined) return { kind: 'give-up', ...loss }
  const until = (before.at(-1) ?? Number.NEGATIVE_INFINITY) + wait
  return seen.now < until ? { kind: 'wait', until } : { kind: 'act', ...loss }
}

export const noteAttempt = (attempts: Attempts, whose: string, now: number): Attempts => ({
  ...attempts,
  [whose]: [...recent(attempts[whose] ?? [], now), now],
})
