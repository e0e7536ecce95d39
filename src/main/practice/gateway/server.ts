import { createAdaptorServer, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import {
  ServerResponse,
  STATUS_CODES,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from 'node:http'
import { Failure } from '../../../shared/errors'
import { portHolder } from '../../machine/port-holder'
import { portUse, type PortUse } from '../command-line'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const whyRefused = async (error: unknown, port: number): Promise<PortUse> => {
  if (codeOf(error) === 'EADDRINUSE') return portUse(await portHolder(port))
  const reserved = codeOf(error) === 'EACCES'
  return {
    why: reserved
      ? 'The system reserves it, or it needs more rights.'
      : error instanceof Error
        ? error.message
        : String(error),
    fix: 'Use another port: --port N.',
  }
}

const refused = async (error: unknown, port: number): Promise<Failure> =>
  new Failure(
    {
      code: 'PORT_TAKEN',
      what: `Port ${String(port)} ${codeOf(error) === 'EADDRINUSE' ? 'is taken' : 'cannot be used'}.`,
      ...(await whyRefused(error, port)),
    },
    { cause: error },
  )

/** uwsgi's wording of a status, which clients show: "404 Client Error: NOT FOUND" (contract/01-discovery.json). */
class WordedResponse<Request extends IncomingMessage> extends ServerResponse<Request> {
  override writeHead(
    status: number,
    first?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    second?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ): this {
    const headers = typeof first === 'string' ? second : first
    return super.writeHead(status, STATUS_CODES[status]?.toUpperCase(), headers)
  }
}

/** Listens on 127.0.0.1 alone. Slow or silent senders are cut; answers may take as long as they need. */
export const listen = async (port: number, app: () => Hono): Promise<ServerType> => {
  const server = createAdaptorServer({
    fetch: (request, env) => app().fetch(request, env),
    // Node's own Request and Response belong to the whole process.
    overrideGlobalObjects: false,
    serverOptions: {
      ServerResponse: WordedResponse,
      headersTimeout: 10_000,
      requestTimeout: 120_000,
      connectionsCheckingInterval: 5_000,
      // Clients reuse connections as they do with nginx (75 s): one closed under them would fail their next request.
      keepAliveTimeout: 75_000,
      maxHeaderSize: 32 * 1024,
    },
  })
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  try {
    await listening
  } catch (error) {
    throw await refused(error, port)
  }
  return server
}

/** Lets requests under way end for a while, then cuts them. */
export const close = async (server: ServerType, milliseconds: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
  })
  const closeIdle = (): void => {
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  }
  closeIdle()
  // Those whose answer ends only now, log streams above all, would be kept for the client's next request.
  const idle = setInterval(closeIdle, 50)
  const cut = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, milliseconds)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
