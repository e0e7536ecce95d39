import { serviceName, type LogLine } from '../../../shared/domain/service'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'

/** A service that has logged nothing sends no first batch; so long is it waited for. */
const firstBatch = 2000

const text = (line: LogLine): string => plain(`${line.time} ${line.level.padEnd(7)} ${line.text}`)

export const logs = async (session: Session, name: string, tail: number, goOn: boolean): Verb => {
  const service = serviceName.parse(name)
  const controller = await session.controller()
  const enough = new AbortController()
  const stop = (): void => enough.abort()
  for (const signal of [session.signal, session.io.unread]) signal.addEventListener('abort', stop)
  let told = 0
  const limit = goOn ? undefined : setTimeout(stop, firstBatch)
  try {
    for await (const lines of controller.logs(service, tail, enough.signal)) {
      told += lines.length
      for (const line of lines) session.output.result({ type: 'log', ...line }, text(line))
      // The first batch may be there before the first line is.
      if (!goOn && told > 0) break
    }
  } catch (error) {
    // Ctrl-C and a reader that has gone are how following ends.
    if (!enough.signal.aborted) throw error
  } finally {
    clearTimeout(limit)
    stop()
    for (const signal of [session.signal, session.io.unread]) signal.removeEventListener('abort', stop)
  }
  if (told === 0 && !goOn && tail > 0) session.output.note(`${service} has logged nothing.`)
  return 0
}
