import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { createDispatcher } from '../../../src/main/api/dispatcher'
import { createHandlers } from '../../../src/main/api/handlers/all'
import { openStaticFiles } from '../../../src/main/pages/static-files'
import { servePanel, type PanelServer } from '../../../src/main/serve/server'
import { fakeCore, type Fakes } from '../api/fake-core'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request exactly as given: no normalised path, no header that was not asked for. */
export const send = (
  port: number,
  path: string,
  headers: OutgoingHttpHeaders = {},
  method = 'GET',
  body = '',
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })

/** A panel of two files over fakes, on a free port; gone when the test ends. */
export const serving = async (fakes: Fakes = {}): Promise<PanelServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'realcave-panel-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>panel</title>')
  await writeFile(join(folder, 'assets', 'index-1.js'), 'start()')
  const dispatcher = createDispatcher(createHandlers(fakeCore(fakes)), () => undefined)
  const server = await servePanel({ dispatcher, files: await openStaticFiles(folder), port: 0 })
  onTestFinished(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })
  return server
}

export const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address)
  return `${pathname}${search}`
}

/** The cookie that the one-time address gives. */
export const signIn = async (server: PanelServer): Promise<string> => {
  const reply = await send(server.port, pathOf(server.address()))
  const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`No cookie came with ${reply.status}.`)
  return cookie
}

/** A socket as a browser of the panel opens it. */
export const connect = async (
  server: PanelServer,
  headers: Record<string, string> = {},
): Promise<WebSocket> => {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, {
    headers: { origin: `http://127.0.0.1:${server.port}`, cookie: await signIn(server), ...headers },
  })
  onTestFinished(() => socket.terminate())
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('unexpected-response', (_request, response) =>
      reject(new Error(`status ${response.statusCode}`)),
    )
    socket.once('error', reject)
  })
  return socket
}

export const closing = (socket: WebSocket): Promise<{ readonly code: number; readonly reason: string }> =>
  new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
