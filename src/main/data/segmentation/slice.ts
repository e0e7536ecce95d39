import type { Given } from '../../../shared/contract'
import type { Slice } from '../../../shared/domain/segmentation'
import { Failure } from '../../../shared/errors'
import { supervoxels } from '../../practice/segmentation/graph'
import type { Session } from '../session'
import type { GraphFacts } from './graph-facts'
import { partsOf } from './node-id'
import { openWatershed } from './watershed'

type Whole = [number, number, number]

/** The chunk that the dummy graph lies in: its first supervoxel's bits say which (CAVE-FACTS 4). */
const pictured = ({ bits, offset, chunkSize }: GraphFacts): Pick<Slice, 'chunk' | 'from' | 'to'> => {
  const { chunk } = partsOf(supervoxels[0], bits)
  const start = (axis: 0 | 1 | 2): number => offset[axis] + chunk[axis] * chunkSize[axis]
  const from: Whole = [start(0), start(1), start(2)]
  return {
    chunk: [...chunk],
    from,
    to: [from[0] + chunkSize[0], from[1] + chunkSize[1], from[2] + chunkSize[2]],
  }
}

export const readSlice = async (
  session: Session,
  asked: Given<'segmentation.slice'>,
  signal: AbortSignal,
): Promise<Slice> => {
  const facts = await session.graphFacts(signal)
  const { chunk, from, to } = pictured(facts)
  const z = asked.z ?? from[2]
  if (z < from[2] || z >= to[2])
    throw new Failure({
      code: 'BAD_INPUT',
      what: `The chunk has no slice ${String(z)}.`,
      why: `It goes from ${String(from[2])} to ${String(to[2] - 1)}.`,
      fix: 'Choose a slice between them.',
    })
  const watershed = await openWatershed(session.connection.address, facts.watershed, signal)
  const { resolution, bounds } = facts
  return { chunk, from, to, z, resolution, bounds, blocks: await watershed.slice(from, to, z) }
}
