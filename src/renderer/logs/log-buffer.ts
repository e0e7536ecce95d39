import type { LogLine } from '../../shared/domain/service'

/** Lines that are kept in view: enough to look back, bounded whatever a service writes. */
export const logLimit = 5000

export interface LogBuffer {
  readonly lines: readonly LogLine[]
  /** Lines that came while paused. */
  readonly held: readonly LogLine[]
  readonly paused: boolean
}

export const emptyLog: LogBuffer = { lines: [], held: [], paused: false }

const newest = (lines: readonly LogLine[]): readonly LogLine[] =>
  lines.length > logLimit ? lines.slice(-logLimit) : lines

export type LogEvent =
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }
  | { readonly kind: 'pause' }
  | { readonly kind: 'follow' }
  | { readonly kind: 'clear' }

/** Paused, what is shown stands still and what comes is held; following, it is let in. */
export const applyLogEvent = (buffer: LogBuffer, event: LogEvent): LogBuffer => {
  switch (event.kind) {
    case 'lines':
      return buffer.paused
        ? { ...buffer, held: newest([...buffer.held, ...event.lines]) }
        : { ...buffer, lines: newest([...buffer.lines, ...event.lines]) }
    case 'pause':
      return { ...buffer, paused: true }
    case 'follow':
      return { lines: newest([...buffer.lines, ...buffer.held]), held: [], paused: false }
    case 'clear':
      return { ...emptyLog, paused: buffer.paused }
    default:
      return event satisfies never
  }
}
