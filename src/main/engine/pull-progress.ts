import { z } from 'zod'

const message = z.object({
  status: z.string().optional(),
  id: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).optional(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string() }).optional(),
})
export type PullMessage = z.infer<typeof message>

/** One line of a pull's stream; undefined for what is no message. */
export const readPullMessage = (line: string): PullMessage | undefined => {
  try {
    return message.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

interface Layer {
  readonly done: number
  /** Null until the registry has told it. */
  readonly total: number | null
  readonly stage: 'waiting' | 'loading' | 'unpacking' | 'ready'
}

export interface Layers {
  readonly byId: ReadonlyMap<string, Layer>
}

export const noLayers: Layers = { byId: new Map() }

const stages: Readonly<Record<string, Layer['stage']>> = {
  'Pulling fs layer': 'waiting',
  Waiting: 'waiting',
  Downloading: 'loading',
  'Verifying Checksum': 'unpacking',
  'Download complete': 'unpacking',
  Extracting: 'unpacking',
  'Pull complete': 'ready',
  'Already exists': 'ready',
}

/** What is known of the layers after one more message. Unpacking has counts of its own, which are no bytes on the wire. */
export const applyPullMessage = (layers: Layers, { id, status, progressDetail }: PullMessage): Layers => {
  const stage = stages[status ?? '']
  if (id === undefined || stage === undefined) return layers
  const before = layers.byId.get(id) ?? { done: 0, total: null, stage }
  // Layers that were there before count for nothing: there is nothing to load.
  if (status === 'Already exists') return put(layers, id, { done: 0, total: 0, stage })
  if (stage !== 'loading')
    return put(layers, id, { ...before, done: before.total ?? before.done, stage: stage })
  return put(layers, id, {
    done: progressDetail?.current ?? before.done,
    total: progressDetail?.total ?? before.total,
    stage,
  })
}

const put = (layers: Layers, id: string, layer: Layer): Layers => {
  const done = layer.stage === 'waiting' ? { ...layer, done: 0 } : layer
  return { byId: new Map([...layers.byId, [id, done]]) }
}

/** Whether nothing is left to load: unpacking says nothing for minutes. */
export const isUnpacking = ({ byId }: Layers): boolean => {
  const layers = [...byId.values()]
  return layers.length > 0 && layers.every(({ stage }) => stage === 'ready' || stage === 'unpacking')
}

/** Bytes over all layers; the total is unknown until each layer has told its own. */
export const pullProgress = (all: Layers): { done: number; total: number | null; detail: string } => {
  const layers = [...all.byId.values()]
  const done = layers.reduce((sum, layer) => sum + layer.done, 0)
  const unknown =
    layers.length === 0 || layers.some(({ total, stage }) => total === null && stage !== 'ready')
  const total = unknown ? null : layers.reduce((sum, layer) => sum + (layer.total ?? 0), 0)
  const ready = layers.filter(({ stage }) => stage === 'ready').length
  return {
    done,
    total,
    detail:
      layers.length === 0
        ? ''
        : `${ready} of ${layers.length} layers ready${isUnpacking(all) && ready < layers.length ? ', unpacking' : ''}`,
  }
}
