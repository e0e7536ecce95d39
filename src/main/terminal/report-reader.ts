import { report, type Report } from './report'

export interface ReportReader {
  /** What of the output is to be shown. Reports in it are told, titles and clipboard texts are dropped. */
  take(data: string): string
  /** What was held back for its end to come, once nothing more comes. */
  rest(): string
}

const begin = '\u001b]'
/** Far above any report; what is longer was never one, and goes on as it came. */
const longest = 65_536
const reportNumber = '7717'
/** Titles of window and icon, the clipboard: a program's output changes nothing outside of the terminal. */
const dropped = new Set(['0', '1', '2', '52', reportNumber])
/** What ends an operating-system command, rightly or not: an escape begins the next sequence in any case. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ending = /[\u0007\u0018\u001a\u001b\u009c]/g

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
  } catch {
    return null
  }
}

/**
 * Takes the reports of a session out of its output. Only the session's Python knows the nonce, so nothing that is printed passes for
 * one; and since any escape ends a sequence that was left open, nothing that is printed swallows one either.
 */
export const createReportReader = (nonce: string, told: (report: Report) => void): ReportReader => {
  let held = ''

  const command = (text: string): boolean => {
    const [number = '', sender, body = ''] = text.split(';')
    if (!dropped.has(number)) return false
    if (number !== reportNumber || sender !== nonce) return true
    const read = report.safeParse(parsed(body))
    if (read.success) told(read.data)
    return true
  }

  /** Where the sequence at `at` ends, and what it says; null while its end has not come. */
  const sequence = (text: string, at: number): { readonly body: string; readonly after: number } | null => {
    ending.lastIndex = at + begin.length
    const end = ending.exec(text)
    if (end === null) return null
    const body = text.slice(at + begin.length, end.index)
    if (end[0] !== '\u001b') return { body, after: end.index + 1 }
    // Its backslash may still be on the way.
    if (end.index + 1 >= text.length) return null
    return { body, after: text[end.index + 1] === '\\' ? end.index + 2 : end.index }
  }

  return {
    take(data) {
      const text = held + data
      held = ''
      let shown = ''
      let from = 0
      for (;;) {
        const at = text.indexOf(begin, from)
        if (at === -1) break
        shown += text.slice(from, at)
        const found = sequence(text, at)
        if (found === null) {
          if (text.length - at > longest) return shown + text.slice(at)
          held = text.slice(at)
          return shown
        }
        if (!command(found.body)) shown += text.slice(at, found.after)
        from = found.after
      }
      const tail = text.slice(from)
      if (!tail.endsWith('\u001b')) return shown + tail
      held = '\u001b'
      return shown + tail.slice(0, -1)
    },
    rest() {
      const rest = held
      held = ''
      return rest
    },
  }
}
