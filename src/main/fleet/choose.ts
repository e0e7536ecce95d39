import type { FleetKind } from '../../shared/domain/fleet'
import { Failure, type ErrorInfo } from '../../shared/errors'

/** What a start of the genuine fleet would find here. */
export interface GenuineOffer {
  /** Why it could not run; null where nothing stands in its way. */
  readonly trouble: ErrorInfo | null
  /** Images that would have to be downloaded first. */
  readonly missing: readonly string[]
}

export interface Choice {
  readonly kind: FleetKind
  /** Why this one: a sentence that the panel shows. */
  readonly reason: string
}

export interface ChoiceInput {
  /** What the caller asked for with --fleet. */
  readonly asked: FleetKind | undefined
  /** The fleet that a classroom's kit has set: another was not asked for. */
  readonly set?: FleetKind | undefined
  /** The fleet last used in this home. */
  readonly remembered: FleetKind | null
  /** Why it was chosen, if that was the first start of this home. */
  readonly because: string | null
  /** Why no engine can be used; null where one answers: then its fleet can be looked at and stopped, whatever a start lacks. */
  readonly engine: () => Promise<ErrorInfo | null>
  readonly genuine: () => Promise<GenuineOffer>
}

/**
 * Which fleet: the one asked for, else the one last used here, else genuine where it can run at once, else practice. Asking for the
 * genuine fleet is asking for its images, too; without being asked nothing large is downloaded.
 */
export const chooseFleet = async (input: ChoiceInput): Promise<Choice> => {
  const { set, asked = set, remembered, because, engine, genuine } = input
  const why =
    set === undefined ? `The ${asked} fleet was asked for.` : `The classroom’s kit has set the ${set} fleet.`
  if (asked === 'practice') return { kind: 'practice', reason: why }
  if (asked === undefined && remembered === 'practice')
    return { kind: 'practice', reason: last('practice', because) }
  if (asked === 'genuine' || remembered === 'genuine') {
    const without = await engine()
    if (without !== null) throw withoutEngine(without)
    return asked === 'genuine'
      ? { kind: 'genuine', reason: why }
      : { kind: 'genuine', reason: last('genuine', because) }
  }
  const { trouble, missing } = await genuine()
  if (trouble !== null) return { kind: 'practice', reason: `A stand-in: ${inside(trouble)}` }
  return missing.length === 0
    ? { kind: 'genuine', reason: 'A Docker engine answers, and the images of the genuine fleet are there.' }
    : {
        kind: 'practice',
        reason: `A stand-in: ${String(missing.length)} images of the genuine fleet are not downloaded yet.`,
      }
}

/** A home whose first start was a moment ago has no other history than that. */
const last = (kind: FleetKind, because: string | null): string =>
  because === null
    ? `The ${kind} fleet was used here last.`
    : `${because} That decided it at the first start, and this home keeps to it.`

/** A sentence as the end of another one; Docker keeps its capital. */
const inside = ({ what }: ErrorInfo): string =>
  /^(?:The|There|This|It|No)\b/.test(what) ? `${what.charAt(0).toLowerCase()}${what.slice(1)}` : what

const withoutEngine = (trouble: ErrorInfo): Failure =>
  new Failure(
    trouble.fix.includes('--fleet practice')
      ? trouble
      : {
          ...trouble,
          fix: `${trouble.fix} Meanwhile the practice fleet serves the same API: --fleet practice.`,
        },
  )
