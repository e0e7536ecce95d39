import type { Stroke } from './strokes'

export interface Reading {
  /** The first key of a sequence that waits for its second. */
  readonly begun: Stroke | null
  /** The command that was asked for. */
  readonly command: string | null
}

export const nothingRead: Reading = { begun: null, command: null }

/** Keys to ids of commands. */
export type Bindings = ReadonlyMap<string, string>

/** A stroke after what was begun; one that is of no sequence begins anew. */
export const readStroke = (bindings: Bindings, begun: Stroke | null, stroke: Stroke): Reading => {
  const sequence = begun === null ? undefined : bindings.get(`${begun} ${stroke}`)
  const command = sequence ?? bindings.get(stroke)
  if (command !== undefined) return { begun: null, command }
  const begins = [...bindings.keys()].some((keys) => keys.startsWith(`${stroke} `))
  return begins ? { begun: stroke, command: null } : nothingRead
}
