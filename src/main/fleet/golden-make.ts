import { Failure } from '../../shared/errors'
import { makeOf } from './baseline'
import type { Fleet } from './fleet'
import type { GoldenManifest } from './golden-manifest'

/**
 * Why golden copies do not fit the services that run now; null where they do, since both lay their databases out alike. Port, and every
 * other image, do not matter to them.
 */
export const otherMake = (fleet: Fleet, { make }: GoldenManifest): string | null => {
  const now = makeOf(fleet)
  if (make.kind !== now.kind) return `They come from the ${make.kind} fleet.`
  const other = Object.entries(now.images)
    .filter(([service, image]) => make.images[service] !== image)
    .map(([service, image]) => `${service}: ${make.images[service] ?? 'none'}, now ${image}`)
  return other.length === 0 ? null : `They were made with other images. ${other.join('; ')}.`
}

export const refuseOtherMake = (fleet: Fleet, manifest: GoldenManifest): void => {
  const why = otherMake(fleet, manifest)
  if (why === null) return
  const { madeAt, origin } = manifest
  const again = origin === 'declared' ? 'Declare the baseline again' : 'Declare a baseline'
  throw new Failure({
    code: 'STEP_FAILED',
    what: `The golden copies of ${madeAt} do not fit the services that run now.`,
    why,
    fix: `${again} ("baseline set"): the present state, with every table and version in it, is then what a clean reset goes back to. A reset that is not clean works as it is. Nothing was changed.`,
  })
}
