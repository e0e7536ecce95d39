import { createDispatcher } from '../../api/dispatcher'
import { createHandlers } from '../../api/handlers/all'
import { openStaticFiles } from '../../pages/static-files'
import { servePanel } from '../../serve/server'
import type { Session, Verb } from '../session'

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Serves the panel until Ctrl-C. On a terminal, Enter prints another one-time address, for a second browser. */
export const serve = async (session: Session, port: number): Verb => {
  const { io, output, signal, program } = session
  const files = await openStaticFiles(program.panel)
  const dispatcher = createDispatcher(createHandlers(await session.core()), (channel, problem) =>
    output.note(`${channel}: ${problem}`),
  )
  const server = await servePanel({ dispatcher, files, port })
  const tell = (): void => {
    const address = server.address()
    output.result({ type: 'serving', address, port: server.port }, `The panel is at ${address}`)
  }
  try {
    tell()
    output.note('The address opens the panel once, in one browser. Ctrl-C ends the panel; the fleet goes on.')
    if (io.interactive) {
      output.note('Enter prints a new address, for another browser.')
      while ((await io.line(signal)) !== null) tell()
    }
    await untilAborted(signal)
  } finally {
    await server.close()
  }
  return 0
}
