import { createDispatcher } from '../../api/dispatcher'
import { createHandlers } from '../../api/handlers/all'
import { openStaticFiles } from '../../pages/static-files'
import { servePanel, type PanelServer } from '../../serve/server'
import { Failure } from '../../../shared/errors'
import type { Home } from '../../home/home'
import type { Session, Verb } from '../session'

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

type Serve = (port: number) => Promise<PanelServer>

/** At the address of the last time where none is named: a browser keeps theme, sizes and the like by it. Where it is taken, at any free one. */
const serveAsBefore = async (home: Home, serveAt: Serve): Promise<PanelServer> => {
  const { panelPort } = await home.remembered()
  const server = await serveAt(panelPort ?? 0).catch((error: unknown) => {
    if (error instanceof Failure && error.info.code === 'PORT_TAKEN') return serveAt(0)
    throw error
  })
  if (server.port !== panelPort) await home.change({ panelPort: server.port })
  return server
}

/** Serves the panel until Ctrl-C. On a terminal, Enter prints another one-time address, for a second browser. */
export const serve = async (session: Session, port: number): Verb => {
  const { io, output, signal, program } = session
  const files = await openStaticFiles(program.panel)
  const dispatcher = createDispatcher(createHandlers(await session.core()), (channel, problem) =>
    output.note(`${channel}: ${problem}`),
  )
  const serveAt: Serve = (at) => servePanel({ dispatcher, files, port: at })
  const server = port === 0 ? await serveAsBefore(await session.home(), serveAt) : await serveAt(port)
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
