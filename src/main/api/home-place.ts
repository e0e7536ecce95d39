import type { Place } from '../../shared/domain/place'
import type { Home } from '../home/home'
import { lockHome } from '../home/lock'
import { readWanted, writeWanted } from '../home/wanted'

/** Whether this home's panel still begins with the first steps: another panel over it may have been through them meanwhile. */
export interface Welcome {
  isDue(): Promise<boolean>
  done(): Promise<void>
}

/** The home of a core: what is asked of it later is asked of the place that it has then. */
export interface HomePlace {
  readonly home: () => Home
  readonly place: () => Place
  /** Remembered at once. Fails with HOME_BUSY while something works on the fleet. */
  change(place: Place): Promise<void>
  readonly welcome: Welcome
}

export const openHomePlace = (first: Home): HomePlace => {
  let home = first
  const place = (): Place => ({ port: home.settings.port, project: home.settings.project })
  return {
    home: () => home,
    place,
    welcome: {
      isDue: async () => !(await home.remembered()).welcomed,
      done: async () => {
        await home.change({ welcomed: true })
      },
    },
    change: async (wanted) => {
      const lock = await lockHome(home, 'Choosing another port or project')
      try {
        const changed = await home.change(wanted)
        // A start that failed would be gone on with at its own place.
        const wish = await readWanted(home)
        if (wish !== null && wish.start !== null) await writeWanted(home, { ...wish, start: wanted })
        // Which fleet is used here may have changed since it was opened; what a program was told for itself stays.
        const { fleet, because } = changed.settings
        home = { ...changed, settings: { ...home.settings, fleet, because, ...wanted } }
      } finally {
        await lock.release()
      }
    },
  }
}
