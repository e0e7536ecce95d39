import type { LogLine } from '../../shared/domain/service'

/** Lines that are kept in view: enough to look back, bounded whatever a service writes. */
export const logLimit = 5000

export interface LogBuffer {
  readonly lines: readonly LogLine[]
  /** Lines that came while paused. */
  readonly held: readonly LogLine[]
  readonly paused: boolean
  /** The stream was cut: it begins with its tail again, which these lines are part of. */
  readonly cut: boolean
}

export const emptyLog: LogBuffer = { lines: [], held: [], paused: false, cut: false }

const newest = (lines: readonly LogLine[]): readonly LogLine[] =>
  lines.length > logLimit ? lines.slice(-logLimit) : lines

export type LogEvent =
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }
  | { readonly kind: 'pause' }
  | { readonly kind: 'follow' }
  | { readonly kind: 'cut' }

const kept = ({ lines, cut }: LogBuffer): readonly LogLine[] => (cut ? [] : lines)

/** Paused, what is shown stands still and what comes is held; following, it is let in. */
export const applyLogEvent = (buffer: LogBuffer, event: LogEvent): LogBuffer => {
  switch (event.kind) {
    case 'lines':
      if (buffer.paused) return { ...buffer, held: newest([...buffer.held, ...event.lines]) }
      return { ...buffer, lines: newest([...kept(buffer), ...event.lines]), cut: false }
    case 'pause':
      return { ...buffer, paused: true }
    case 'follow':
      return buffer.held.length === 0
        ? { ...buffer, paused: false }
        : { lines: newest([...kept(buffer), ...buffer.held]), held: [], paused: false, cut: false }
    case 'cut':
      return { ...buffer, held: [], cut: true }
    default:
      return event satisfies never
  }
}
