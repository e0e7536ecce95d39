import { Failure } from '../../shared/errors'
import { makeOf } from './baseline'
import type { Fleet } from './fleet'
import type { GoldenManifest } from './golden-manifest'

/** Golden copies fit only services that lay their databases out alike. Port, and every other image, do not matter to them. */
export const refuseOtherMake = (fleet: Fleet, { make, madeAt, origin }: GoldenManifest): void => {
  const now = makeOf(fleet)
  const other = Object.entries(now.images).filter(([service, image]) => make.images[service] !== image)
  if (make.kind === now.kind && other.length === 0) return
  const why =
    make.kind === now.kind
      ? `They were made with other images. ${other.map(([service, image]) => `${service}: ${make.images[service] ?? 'none'}, now ${image}`).join('; ')}`
      : `They come from the ${make.kind} fleet.`
  const again = origin === 'declared' ? 'Declare it again' : 'Declare a new one'
  throw new Failure({
    code: 'STEP_FAILED',
    what: `The golden copies of ${madeAt} do not fit the services that run now.`,
    why,
    fix: `${again} with "baseline set": the present state, with every table and version in it, is then what a clean reset goes back to. "reset" without --clean works as it is. Nothing was changed.`,
  })
}
