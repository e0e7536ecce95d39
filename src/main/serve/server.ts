import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Dispatcher } from '../api/dispatcher'
import type { StaticFiles } from '../pages/static-files'
import { Failure } from '../../shared/errors'
import { longestMessage } from '../../shared/wire'
import { createAccess } from './access'
import { comesFromUs, hostIsOurs, placeAt, type Place } from './origin'
import { answerPage, refuse } from './pages'
import { notFound } from './page'
import { serveSocket } from './socket'

/** Sockets in all: more than any room of presenters has browsers. */
const mostSockets = 64
/** A request line and headers have to arrive within this, so that idle connections cannot pile up. */
const requestLimit = 15_000

export interface PanelServer {
  readonly port: number
  /** http://127.0.0.1:PORT/?token=...: opens the panel once. Each call makes a new one and ends the one before. */
  address(): string
  close(): Promise<void>
}

export interface PanelServerOptions {
  readonly dispatcher: Dispatcher
  readonly files: StaticFiles
  /** 0 takes any free one. */
  readonly port: number
}

const cannotListen = (port: number, error: unknown): Failure => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES') {
    return new Failure(
      {
        code: 'INTERNAL',
        what: 'The panel cannot be served.',
        why: error instanceof Error ? error.message : String(error),
        fix: 'Try another port: --panel-port N.',
      },
      { cause: error },
    )
  }
  return new Failure(
    {
      code: 'PORT_TAKEN',
      what: `The panel cannot use port ${port} of 127.0.0.1.`,
      why: code === 'EACCES' ? 'The system keeps it for itself.' : 'Another program listens there.',
      fix: 'Leave --panel-port away to take any free port, or name another one.',
    },
    { cause: error },
  )
}

const statusLine = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
} as const

const refuseUpgrade = (socket: Duplex, status: keyof typeof statusLine): void => {
  socket.end(`HTTP/1.1 ${status} ${statusLine[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Why a socket is not for this asker; undefined when it is. Browsers always send Origin here, so it is required. */
const refusedSocket = (request: IncomingMessage, place: Place): 403 | 404 | undefined => {
  if (!hostIsOurs(request.headers, place)) return 403
  if (request.headers.origin !== place.origin || !comesFromUs(request.headers, place)) return 403
  return request.url === '/socket' ? undefined : 404
}

/** Serves the panel to browsers of this machine. */
export const servePanel = async (options: PanelServerOptions): Promise<PanelServer> => {
  const server = createServer({ headersTimeout: requestLimit, requestTimeout: requestLimit })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(options.port, error)))
    server.listen({ host: '127.0.0.1', port: options.port, exclusive: true }, resolve)
  })
  const bound: AddressInfo | string | null = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port
  const place = placeAt(port)
  const access = createAccess(port)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessage,
    perMessageDeflate: false,
  })

  server.on('request', (request, response) => {
    answerPage(request, response, { place, access, files: options.files }).catch(() => {
      // A file that was there at the start has vanished: the panel is being built anew.
      if (response.headersSent) response.destroy()
      else refuse(response, notFound)
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // The other side may go before it has read the refusal.
    socket.on('error', () => socket.destroy())
    const refusal = refusedSocket(request, place)
    if (refusal !== undefined) return refuseUpgrade(socket, refusal)
    if (!access.admits(request.headers)) return refuseUpgrade(socket, 401)
    if (sockets.clients.size >= mostSockets) return refuseUpgrade(socket, 503)
    sockets.handleUpgrade(request, socket, head, (client) => serveSocket(client, options.dispatcher))
  })

  return {
    port,
    address: () => `${place.origin}/?token=${access.token()}`,
    async close() {
      for (const client of sockets.clients) client.close(1001, 'the panel is closing')
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      for (const client of sockets.clients) client.terminate()
      await closed
    },
  }
}
