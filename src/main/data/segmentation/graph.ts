import { z } from 'zod'
import { within } from '../../waiting/limit'
import type { Cave, Request } from '../cave'
import type { GraphFacts } from './graph-facts'
import { asGraphFailure, graphSilent, isRootless } from './graph-failures'

/** An unknown id takes PyChunkedGraph half a second, since it looks twice. */
const lookMilliseconds = 8_000

const id = z.union([z.string(), z.number()]).transform(String)

export interface LookAt {
  /** Milliseconds since 1970; now where it is missing. */
  readonly time?: number | null
  /** The layer to stop in, instead of the roots'. */
  readonly layer?: number
}

/** What PyChunkedGraph answers of ids, as decimal texts. */
export interface Graph {
  /** Undefined for an id that has no root, whichever the reason; one of the roots' layer answers itself at any time, known or not. */
  root(node: string, look?: LookAt): Promise<string | undefined>
  leaves(node: string, layer: number): Promise<string[]>
  /** Milliseconds since 1970; undefined for a root that the graph does not have. */
  born(root: string): Promise<number | undefined>
  isLatest(root: string): Promise<boolean>
  lineage(root: string): Promise<z.infer<typeof lineageAnswer>>
}

const lineageAnswer = z.object({
  nodes: z.array(z.object({ id, timestamp: z.number() })),
  links: z.array(z.object({ source: id, target: id })),
})

const query = (parameters: Readonly<Record<string, number | undefined>>): string => {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${given.map(([name, value]) => `${name}=${String(value)}`).join('&')}`
}

export const openGraph = (cave: Cave, { table }: GraphFacts, signal: AbortSignal): Graph => {
  const ask = async <T>(
    answer: z.ZodType<T>,
    path: string,
    rest: Omit<Request, 'path' | 'what'>,
  ): Promise<T> => {
    const request = {
      ...rest,
      path: `/segmentation/api/v1/table/${table}/${path}`,
      what: 'The segmentation graph could not be asked.',
    }
    const limit = { milliseconds: lookMilliseconds, over: () => graphSilent(lookMilliseconds) }
    try {
      return await within(signal, limit, (limited) => cave.ask(answer, request, limited))
    } catch (error) {
      throw asGraphFailure(error)
    }
  }
  const get = <T>(answer: z.ZodType<T>, path: string): Promise<T> => ask(answer, path, { method: 'GET' })
  const post = <T>(answer: z.ZodType<T>, path: string, body: unknown): Promise<T> =>
    ask(answer, path, { method: 'POST', body })
  const only = (node: string) => ({ node_ids: [BigInt(node)] })
  return {
    root: async (node, { time = null, layer } = {}) => {
      const timestamp = time === null ? undefined : time / 1000
      const path = `node/${node}/root${query({ timestamp, stop_layer: layer })}`
      try {
        return (await get(z.object({ root_id: id }), path)).root_id
      } catch (error) {
        if (isRootless(error)) return undefined
        throw error
      }
    },
    leaves: async (node, layer) => {
      const path = `node/${node}/leaves${query({ stop_layer: layer === 1 ? undefined : layer })}`
      return (await get(z.object({ leaf_ids: z.array(id) }), path)).leaf_ids
    },
    born: async (root) => {
      const answer = z.object({ timestamp: z.array(z.number()) })
      const [seconds] = (await post(answer, 'root_timestamps?latest=False', only(root))).timestamp
      return seconds === undefined ? undefined : seconds * 1000
    },
    isLatest: async (root) => {
      const answer = z.object({ is_latest: z.array(z.boolean()) })
      const [latest = false] = (await post(answer, 'is_latest_roots', only(root))).is_latest
      return latest
    },
    lineage: (root) => post(lineageAnswer, 'lineage_graph_multiple', { root_ids: [BigInt(root)] }),
  }
}
