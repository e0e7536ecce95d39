import { chooseFleet, noGenuineFleet } from '../fleet/choose'
import { createFleetController } from '../fleet/control/create'
import type { FleetController } from '../fleet/controller'
import { createPracticeFleet } from '../fleet/practice/practice-fleet'
import type { CoreOptions } from './core-options'

/** Chooses the fleet and opens what controls it. */
export const openController = async (options: CoreOptions): Promise<FleetController> => {
  const { home, self, resources, warn } = options
  const { reason } = await chooseFleet({
    asked: options.fleet,
    remembered: home.settings.fleet,
    genuine: noGenuineFleet,
  })
  // The one kind that can be chosen while no engine can be driven; a choice of the other has failed above.
  const fleet = createPracticeFleet({ home, self, resources })
  return createFleetController({ home, fleet, reason, warn })
}
