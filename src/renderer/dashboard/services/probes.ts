import { z } from 'zod'
import { fleetNote, fleetNotePath } from '../../../shared/dashboard'
import type { FleetKind } from '../../../shared/domain/fleet'
import type { ServiceName } from '../../../shared/domain/service'
import { Failure } from '../../../shared/errors'
import { ask } from '../reading/ask'
import { readingTexts } from '../reading/texts'
import { serviceTexts as texts } from './texts'

/** What a service that answers tells of itself. */
export interface Sign {
  /** Null where it tells none. */
  readonly version: string | null
}

export interface Probe {
  readonly name: ServiceName
  readonly look: (signal: AbortSignal) => Promise<Sign>
}

const version = z.string()
const anything = z.unknown()

const answers = (name: ServiceName, path: string, signal: AbortSignal): Promise<unknown> =>
  ask({ path, answer: anything, what: texts.doesNotAnswer(name) }, signal)

const tells = async (name: ServiceName, path: string, signal: AbortSignal): Promise<Sign> => ({
  version: await ask({ path, answer: version, what: texts.doesNotAnswer(name) }, signal),
})

/** The first supervoxel of the dummy graph. The table's own info is cached and outlives the graph: only a look-up tells (CAVE-FACTS 1). */
const rootPath = '/segmentation/api/v1/table/test/node/72127962782105600/root'

/** A look-up hangs where the emulator is stopped, and is refused where it has begun anew (CAVE-FACTS 8.2). */
const graphIsThere = async (signal: AbortSignal): Promise<void> => {
  try {
    await ask({ path: rootPath, answer: z.object({ root_id: anything }), what: texts.graphLost }, signal)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const fix = error.info.code === 'TIMED_OUT' ? readingTexts.startEmulator : readingTexts.rebuildGraph
    throw new Failure({ ...error.info, fix }, { cause: error })
  }
}

/** The services that can be asked from here, each by what it answers itself; those behind them only the panel sees. */
export const probes: readonly Probe[] = [
  {
    name: 'info',
    look: async (signal) => {
      await answers('info', '/info/health', signal)
      return tells('info', '/info/version', signal)
    },
  },
  { name: 'schema', look: (signal) => tells('schema', '/schema/views/version', signal) },
  {
    name: 'annotation',
    look: async (signal) => {
      await answers('annotation', '/anno_health', signal)
      return { version: null }
    },
  },
  {
    name: 'pcg',
    look: async (signal) => {
      const sign = await tells('pcg', '/segmentation/api/version', signal)
      await graphIsThere(signal)
      return sign
    },
  },
  {
    name: 'mat',
    look: async (signal) => {
      await answers('mat', '/mat_health', signal)
      return tells('mat', '/materialize/version', signal)
    },
  },
]

/** Which fleet this is: the gateway itself tells, whatever the services behind it do. */
export const readKind = async (signal: AbortSignal): Promise<FleetKind> => {
  const note = await ask(
    { path: fleetNotePath, answer: fleetNote, what: texts.doesNotAnswer('gateway') },
    signal,
  )
  return note.kind
}
