import type { Baseline } from '../../shared/domain/fleet'
import { portOf } from './address'
import type { Fleet } from './fleet'
import { dropGolden, makeGolden, readGolden, type GoldenWork } from './golden'
import { baselineOf, type GoldenMake } from './golden-manifest'

export const readBaseline = async (work: GoldenWork): Promise<Baseline | null> => {
  const manifest = await readGolden(work)
  return manifest === null ? null : baselineOf(manifest)
}

/** The present state becomes what a clean reset goes back to. */
export const setBaseline = async (fleet: Fleet, work: GoldenWork): Promise<Baseline> => {
  const manifest = await makeGolden(work, 'declared', makeOf(fleet))
  await fleet.settle(work.signal)
  return baselineOf(manifest)
}

/** Back to the state right after the first version. */
export const clearBaseline = (work: GoldenWork): Promise<void> => dropGolden(work, 'declared')

export const makeOf = (fleet: Fleet): GoldenMake => ({
  kind: fleet.kind,
  port: portOf(fleet.address),
  images: { ...fleet.layoutImages },
})
