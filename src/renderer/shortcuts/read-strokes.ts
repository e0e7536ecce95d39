import type { Stroke } from './strokes'

/** A key of a sequence is soon followed by the next; an old one is no part of what is pressed now. Milliseconds. */
export const patience = 2000

interface Begun {
  readonly stroke: Stroke
  /** Milliseconds, as events count them. */
  readonly at: number
}

export interface Reading {
  /** The first key of a sequence that waits for its second. */
  readonly begun: Begun | null
  /** The command that was asked for. */
  readonly command: string | null
}

export const nothingRead: Reading = { begun: null, command: null }

/** Keys to ids of commands. */
export type Bindings = ReadonlyMap<string, string>

/** A stroke after what was begun; one that is of no sequence begins anew. */
export const readStroke = (bindings: Bindings, begun: Begun | null, stroke: Stroke, at: number): Reading => {
  const follows = begun !== null && at - begun.at <= patience
  const sequence = follows ? bindings.get(`${begun.stroke} ${stroke}`) : undefined
  const command = sequence ?? bindings.get(stroke)
  if (command !== undefined) return { begun: null, command }
  const begins = [...bindings.keys()].some((keys) => keys.startsWith(`${stroke} `))
  return begins ? { begun: { stroke, at }, command: null } : nothingRead
}
