import type { FleetKind } from '../../shared/domain/fleet'
import type { Place } from '../../shared/domain/place'
import { Failure, type ErrorCode } from '../../shared/errors'
import type { FleetController } from '../fleet/controller'
import { readWanted } from '../home/wanted'
import type { HomePlace } from './home-place'

/** There is no fleet, or none that runs. */
export const without: ReadonlySet<ErrorCode> = new Set([
  'ENGINE_DENIED',
  'ENGINE_MISSING',
  'ENGINE_REFUSED',
  'FLEET_DOWN',
  'FLEET_UNAVAILABLE',
])

/** Containers, and the practice fleet's process, would go on at the old place, where nothing of this home looks for them. */
const isLeftBehind = (fleet: FleetKind, before: Place, wanted: Place): boolean =>
  before.port !== wanted.port || (fleet === 'genuine' && before.project !== wanted.project)

/** Stops the fleet that runs, if the change would leave it behind, and tells which; an engine that has gone has none that runs. */
export const leavePlace = async (
  { home, place }: HomePlace,
  wanted: Place,
  present: FleetController | undefined,
  open: (kind: FleetKind) => Promise<FleetController>,
  signal: AbortSignal,
): Promise<FleetKind | null> => {
  const wish = await readWanted(home())
  if (wish === null || wish.state === 'down' || !isLeftBehind(wish.fleet, place(), wanted)) return null
  const controller = present?.kind === wish.fleet ? present : await open(wish.fleet)
  try {
    await controller.down(false, signal)
    return wish.fleet
  } catch (error) {
    if (!(error instanceof Failure) || !without.has(error.info.code)) throw error
    return null
  } finally {
    if (controller !== present) await controller.close()
  }
}
