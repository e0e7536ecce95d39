import type { ErrorInfo } from '../../shared/errors'
import type { Io } from './io'
import { plain } from './plain-text'

/** One line of `--json`: what it is comes first. */
interface JsonLine {
  readonly type: string
  readonly [field: string]: unknown
}

/** Where a verb tells its results. */
export interface Output {
  readonly json: boolean
  /** A result: one JSON line, or the text for a person. */
  result(line: JsonLine, text: string): void
  /** A result that only scripts want, such as a step's change. */
  event(line: JsonLine): void
  /** Text for a person that comes between results; nothing with --json. */
  text(text: string): void
  /** Beside the results, on standard error. */
  note(text: string): void
  failure(info: ErrorInfo): void
  /** Something was wrong, and the verb goes on all the same. */
  warning(info: ErrorInfo): void
}

/** Lines that a person reads of a failure. */
const failureText = (info: ErrorInfo): string =>
  [`${info.what}  [${info.code}]`, `  Why: ${info.why}`, `  Fix: ${info.fix}`].map(plain).join('\n')

export const createOutput = (io: Io, json: boolean): Output => {
  const line = (value: JsonLine): void => io.stdout.write(`${JSON.stringify(value)}\n`)
  return {
    json,
    result(value, text) {
      if (json) line(value)
      else io.stdout.write(`${text}\n`)
    },
    event(value) {
      if (json) line(value)
    },
    text(text) {
      if (!json) io.stdout.write(`${text}\n`)
    },
    note: (text) => io.stderr.write(`${text}\n`),
    warning(info) {
      if (json) line({ type: 'warning', ...info })
      io.stderr.write(`${failureText(info)}\n`)
    },
    failure(info) {
      if (json) line({ type: 'error', ...info })
      io.stderr.write(`${failureText(info)}\n`)
    },
  }
}
