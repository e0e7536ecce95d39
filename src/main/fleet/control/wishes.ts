import type { FleetKind } from '../../../shared/domain/fleet'
import type { ServiceAction, ServiceName } from '../../../shared/domain/service'
import type { Home } from '../../home/home'
import { readWanted, writeWanted } from '../../home/wanted'

/** Written before the start: whoever stops it, or starts it again, has to know with what it began even if it fails. */
export const wishUp = async (home: Home, fleet: FleetKind): Promise<void> => {
  const { port, project } = home.settings
  const known = await home.remembered()
  const isKnown = known.fleet === fleet && known.port === port && known.project === project
  await writeWanted(home, { fleet, state: 'up', stopped: [], start: isKnown ? null : { port, project } })
}

/** A fleet that came up is the one that is used without a choice, at the same port and with the same project. */
export const noteUp = async (home: Home, fleet: FleetKind, reason: string): Promise<void> => {
  const { port, project } = home.settings
  const known = await home.remembered()
  const because = known.fleet === null ? reason : known.fleet === fleet ? known.because : null
  await home.change({ fleet, port, project, because })
  const wanted = await readWanted(home)
  if (wanted !== null) await writeWanted(home, { ...wanted, start: null })
}

export const wishDown = async (home: Home, fleet: FleetKind): Promise<void> => {
  const start = (await readWanted(home))?.start ?? null
  await writeWanted(home, { fleet, state: 'down', stopped: [], start })
}

/** What a failed start was given is of no interest any more. */
export const noteDown = (home: Home, fleet: FleetKind): Promise<void> =>
  writeWanted(home, { fleet, state: 'down', stopped: [] })

/** A service that a person stopped stays down, whatever happens to the others. */
export const wishService = async (
  home: Home,
  fleet: FleetKind,
  name: ServiceName,
  action: ServiceAction,
): Promise<void> => {
  const before = await readWanted(home)
  if (before?.fleet !== fleet) return
  const others = before.stopped.filter((each) => each !== name)
  await writeWanted(home, { ...before, stopped: action === 'stop' ? [...others, name] : others })
}
