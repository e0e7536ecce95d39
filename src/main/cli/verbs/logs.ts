import { serviceName, type LogLine } from '../../../shared/domain/service'
import { within } from '../../waiting/limit'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'

/** The newest lines stand ready; a service whose log does not come within this is stuck, and that is told. */
const newestMilliseconds = 10_000

const text = (line: LogLine): string => plain(`${line.time} ${line.level.padEnd(7)} ${line.text}`)

const newest = async (batches: AsyncIterable<readonly LogLine[]>): Promise<readonly LogLine[]> => {
  for await (const lines of batches) return lines
  return []
}

export const logs = async (session: Session, name: string, tail: number, goOn: boolean): Verb => {
  const service = serviceName.parse(name)
  const controller = await session.controller()
  const enough = new AbortController()
  const stop = (): void => enough.abort()
  for (const signal of [session.signal, session.io.unread]) signal.addEventListener('abort', stop)
  const tell = (lines: readonly LogLine[]): void => {
    for (const line of lines) session.output.result({ type: 'log', ...line }, text(line))
  }
  try {
    if (goOn) for await (const lines of controller.logs(service, tail, enough.signal)) tell(lines)
    else {
      const limit = { milliseconds: newestMilliseconds, waitingFor: `the log of ${service}` }
      const lines = await within(enough.signal, limit, (limited) =>
        newest(controller.logs(service, tail, limited)),
      )
      tell(lines)
      if (lines.length === 0 && tail > 0) session.output.note(`${service} has logged nothing.`)
    }
  } catch (error) {
    // Ctrl-C and a reader that has gone are how following ends.
    if (!enough.signal.aborted) throw error
  } finally {
    stop()
    for (const signal of [session.signal, session.io.unread]) signal.removeEventListener('abort', stop)
  }
  return 0
}
