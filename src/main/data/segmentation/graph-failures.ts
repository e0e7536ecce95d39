import { Failure } from '../../../shared/errors'
import { Refusal } from '../../../shared/refusal'

/** CAVE-FACTS 8.2: what PyChunkedGraph says of a table that the emulator does not hold. */
const lostTable = /404 table ".+" not found/

const graphLost = (cause: Refusal): Failure =>
  new Failure(
    {
      code: 'GRAPH_LOST',
      what: 'The segmentation graph is lost.',
      why: `The Bigtable emulator keeps it in memory and was started anew: ${cause.info.why}`,
      fix: 'Rebuild the graph: with the button here, in Services, or with "realcave graph rebuild". An open panel does so by itself within a minute.',
    },
    { cause },
  )

/** The failure that an answer of PyChunkedGraph means. */
export const asGraphFailure = (error: unknown): unknown =>
  error instanceof Refusal && lostTable.test(error.info.why) ? graphLost(error) : error

/** An id that the graph does not have, or that had no root yet at the time asked for: it answers both alike. */
export const isRootless = (error: unknown): boolean =>
  error instanceof Refusal && error.info.why.startsWith('Cannot find root id')

/** CAVE-FACTS 8.2: with the emulator stopped a look-up hangs for half a minute. */
export const graphSilent = (milliseconds: number): Failure =>
  new Failure({
    code: 'TIMED_OUT',
    what: 'The segmentation graph does not answer.',
    why: `A look-up takes some milliseconds; this one had no answer after ${String(milliseconds / 1000)} s. The Bigtable emulator is stopped, or the machine is very busy.`,
    fix: 'Start the service bigtable in Services, then rebuild the graph there.',
  })

export const noSuchNode = (id: string, why: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: `The graph has no node ${id}.`,
    why,
    fix: 'Take an id from the picture, from a row’s supervoxel or root id, or from what a client answered, with all of its digits.',
  })
