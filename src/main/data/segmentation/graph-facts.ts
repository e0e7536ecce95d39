import { z } from 'zod'
import type { Cave } from '../cave'
import type { Connection } from '../connection'
import { asGraphFailure } from './graph-failures'
import type { IdBits } from './node-id'

const triple = z.tuple([z.number(), z.number(), z.number()])

const datastack = z.object({ segmentation_source: z.string() })

/** What cloud-volume reads of a graphene source (contract/04-segmentation.json). */
const described = z.object({
  data_dir: z.string(),
  graph: z.object({
    bounding_box: triple,
    chunk_size: triple,
    n_bits_for_layer_id: z.number().int(),
    n_layers: z.number().int(),
    spatial_bit_masks: z.record(z.string(), z.number().int()),
  }),
  scales: z.array(z.object({ resolution: triple, voxel_offset: triple })).min(1),
})

export interface GraphFacts {
  /** PyChunkedGraph's name of the graph. */
  readonly table: string
  readonly layers: number
  readonly bits: IdBits
  readonly bounds: [number, number, number]
  readonly chunkSize: [number, number, number]
  readonly resolution: [number, number, number]
  readonly offset: [number, number, number]
  /** Where the gateway serves the watershed. */
  readonly watershed: string
}

/** The sources name the gateway as the containers do: only the path holds for everybody. */
const pathIn = (source: string): string =>
  new URL(source.replace(/^(graphene|precomputed):\/\//, '')).pathname

/** Which graph the datastack has, and how it is cut: part of how a fleet is made, so read once. */
export const openGraphFacts = (cave: Cave, connection: Connection) => {
  let known: GraphFacts | undefined
  const what = 'The segmentation could not be read.'
  const read = async (signal: AbortSignal): Promise<GraphFacts> => {
    const source = `/info/api/v2/datastack/full/${encodeURIComponent(connection.datastack)}`
    const { segmentation_source } = await cave.ask(datastack, { method: 'GET', path: source, what }, signal)
    const table = pathIn(segmentation_source).split('/').at(-1) ?? ''
    const path = `/segmentation/table/${table}/info`
    const { graph, scales, data_dir } = await cave
      .ask(described, { method: 'GET', path, what }, signal)
      .catch((error: unknown) => {
        throw asGraphFailure(error)
      })
    const [scale] = scales
    return {
      table,
      layers: graph.n_layers,
      bits: {
        layer: graph.n_bits_for_layer_id,
        spatial: new Map(
          Object.entries(graph.spatial_bit_masks).map(([layer, bits]) => [Number(layer), bits]),
        ),
      },
      bounds: graph.bounding_box,
      chunkSize: graph.chunk_size,
      resolution: scale?.resolution ?? [1, 1, 1],
      offset: scale?.voxel_offset ?? [0, 0, 0],
      watershed: pathIn(data_dir),
    }
  }
  return async (signal: AbortSignal): Promise<GraphFacts> => (known ??= await read(signal))
}
