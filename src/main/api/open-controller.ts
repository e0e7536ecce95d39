import { Failure } from '../../shared/errors'
import type { FleetController } from '../fleet/controller'
import type { CoreOptions } from './core-options'

/** Chooses the fleet and opens what controls it. */
export const openController = async (_options: CoreOptions): Promise<FleetController> => {
  throw new Failure({
    code: 'FLEET_UNAVAILABLE',
    what: 'No fleet can run here.',
    why: 'None is built in yet.',
    fix: 'Update RealCAVE.',
  })
}
