import path from 'node:path'
import { chooseFleet, type GenuineOffer } from '../fleet/choose'
import { createFleetController } from '../fleet/control/create'
import type { FleetController } from '../fleet/controller'
import type { Fleet } from '../fleet/fleet'
import type { Genuine } from '../fleet/genuine/open-genuine'
import { createPracticeFleet } from '../fleet/practice/practice-fleet'
import { toFailure } from '../../shared/errors'
import type { CoreOptions } from './core-options'

/** An engine that is there answers in milliseconds; one that hangs must not hold up the practice fleet. */
const lookMilliseconds = 10_000

/** Chooses the fleet and opens what controls it. */
export const openController = async (options: CoreOptions): Promise<FleetController> => {
  const { home, self, resources, warn } = options
  let opened: Genuine | undefined
  const open = async (): Promise<Genuine> => {
    const { openGenuine } = await import('../fleet/genuine/open-genuine')
    const source = { home, folder: path.dirname(resources), environment: process.env }
    return (opened ??= await openGenuine(source, AbortSignal.timeout(lookMilliseconds)))
  }
  const offer = async (): Promise<GenuineOffer> => {
    try {
      const { engine, project } = await open()
      const images = [...new Set(Object.values(project.images))]
      const missing = await engine.missingImages(images, AbortSignal.timeout(lookMilliseconds))
      return { trouble: null, missing }
    } catch (error) {
      return { trouble: toFailure(error).info, missing: [] }
    }
  }
  const { kind, reason } = await chooseFleet({
    asked: options.fleet,
    remembered: home.settings.fleet,
    genuine: offer,
  })
  const fleet: Fleet =
    kind === 'practice' ? createPracticeFleet({ home, self, resources }) : (await open()).fleet
  return createFleetController({ home, fleet, reason, warn })
}
