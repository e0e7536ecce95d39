import { z } from 'zod'
import { fleetKind } from '../../shared/domain/fleet'
import { serviceName } from '../../shared/domain/service'
import type { Home } from './home'
import { readJson } from './read-json'
import { settings } from './settings'
import { writeAtomic } from './write-atomic'

const wanted = z.object({
  fleet: fleetKind,
  state: z.enum(['up', 'down']),
  /** Services that a person has stopped one by one. */
  stopped: z.array(serviceName),
  /** With what it is being started; null once it came up, or is down again: then what the settings remember holds. */
  start: settings.unwrap().pick({ port: true, project: true }).nullable().default(null),
})

/** What the people of this home want of a fleet, told from what is: what stopped by itself may be started by itself. */
export type Wanted = z.infer<typeof wanted>

const fileOf = (home: Home): string => home.path('wanted.json')

/** Null where nobody has said so yet; a file that makes no sense says nothing, and the next wish replaces it. */
export const readWanted = async (home: Home): Promise<Wanted | null> => {
  const found = await readJson(fileOf(home), wanted)
  return found.state === 'read' ? found.value : null
}

/** Written where it is new: `up` on a running fleet writes nothing. */
export const writeWanted = async (home: Home, wish: z.input<typeof wanted>): Promise<void> => {
  const wished = wanted.parse(wish)
  if (JSON.stringify(await readWanted(home)) === JSON.stringify(wished)) return
  await writeAtomic(fileOf(home), `${JSON.stringify(wished, null, 2)}\n`)
}
