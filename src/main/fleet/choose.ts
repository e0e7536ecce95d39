import type { FleetKind } from '../../shared/domain/fleet'
import { Failure } from '../../shared/errors'

/** Whether the genuine fleet could run here at once. */
export interface GenuineOffer {
  readonly available: boolean
  /** Why (not), as a sentence. */
  readonly why: string
}

export interface Choice {
  readonly kind: FleetKind
  /** Why this one: a sentence that the panel shows. */
  readonly reason: string
}

export interface ChoiceInput {
  /** What the caller asked for with --fleet. */
  readonly asked: FleetKind | undefined
  /** The fleet last used in this home. */
  readonly remembered: FleetKind | null
  readonly genuine: () => Promise<GenuineOffer>
}

/** Which fleet: the one asked for, else the one last used here, else genuine where it can run at once, else practice. */
export const chooseFleet = async ({ asked, remembered, genuine }: ChoiceInput): Promise<Choice> => {
  if (asked === 'practice') return { kind: 'practice', reason: 'The practice fleet was asked for.' }
  if (asked === undefined && remembered === 'practice')
    return { kind: 'practice', reason: 'The practice fleet was used here last.' }
  const offer = await genuine()
  if (asked === 'genuine') {
    if (!offer.available) throw unavailable(offer.why)
    return { kind: 'genuine', reason: 'The genuine fleet was asked for.' }
  }
  if (remembered === 'genuine') {
    if (!offer.available) throw unavailable(`It was used here last. ${offer.why}`)
    return { kind: 'genuine', reason: 'The genuine fleet was used here last.' }
  }
  return offer.available
    ? { kind: 'genuine', reason: `The genuine fleet: ${offer.why}` }
    : { kind: 'practice', reason: `The practice fleet, a stand-in: ${offer.why}` }
}

/** Until the panel can drive a Docker engine there is nothing to look for. */
export const noGenuineFleet = async (): Promise<GenuineOffer> => ({
  available: false,
  why: 'this version of the panel cannot run the genuine services yet.',
})

const unavailable = (why: string): Failure =>
  new Failure({
    code: 'FLEET_UNAVAILABLE',
    what: 'The genuine fleet cannot run here.',
    why: why.charAt(0).toUpperCase() + why.slice(1),
    fix: 'Use the practice fleet: --fleet practice. It serves the same API on the same port.',
  })
