import { rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'

/** A Docker engine behind a socket of its own, with one container of the project "realcave"; it can go away, come back and hang. */
export interface Daemon {
  readonly path: string
  start(): Promise<void>
  /** As when the engine is stopped: every connection breaks, no new one is taken. */
  stop(): Promise<void>
  /** Takes questions and answers none. */
  hang(): void
  wake(): void
  /** Questions that wait for an answer. */
  waiting(): number
  /** Who listens to its events. */
  listeners(): number
  startContainer(): void
  endContainer(): void
}

const id = 'c0ffee'

export const startDaemon = async (path: string, home: string): Promise<Daemon> => {
  const labels = {
    'com.docker.compose.project': 'realcave',
    'com.docker.compose.service': 'gateway',
    'realcave.home': home,
  }
  const listening = new Set<ServerResponse>()
  const waiting = new Set<ServerResponse>()
  let hangs = false
  let running = false

  const container = () => ({
    Id: id,
    Name: '/realcave-gateway-1',
    Image: 'sha256:1',
    Created: '2026-11-26T10:00:00.000000000Z',
    RestartCount: 0,
    Config: { Image: 'nginx:1', Labels: labels },
    HostConfig: { NetworkMode: 'realcave_cave' },
    State: {
      Status: running ? 'running' : 'exited',
      ExitCode: running ? 0 : 137,
      StartedAt: '2026-11-26T10:00:00.000000000Z',
    },
  })
  const listed = () => ({
    Id: id,
    Names: ['/realcave-gateway-1'],
    Created: 1_795_687_200,
    Labels: labels,
    Ports: [],
    State: running ? 'running' : 'exited',
    Status: running ? 'Up 3 minutes' : 'Exited (137) 5 seconds ago',
  })
  const answers: readonly (readonly [RegExp, () => unknown])[] = [
    [/^\/containers\/json/, () => [listed()]],
    [/^\/containers\/[^/]+\/json/, container],
    [/^\/images\/.+\/json/, () => ({ Id: 'sha256:1' })],
  ]
  const server = createServer((request, response) => {
    const url = (request.url ?? '').replace(/^\/v[\d.]+/, '')
    if (url.startsWith('/events')) {
      listening.add(response)
      response.on('close', () => listening.delete(response))
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
      return
    }
    if (hangs) {
      waiting.add(response)
      response.on('close', () => waiting.delete(response))
      return
    }
    const answer = answers.find(([pattern]) => pattern.test(url))?.[1]
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? { message: `no ${url}` }))
  })
  const tell = (): void => {
    for (const response of listening) response.write(`${JSON.stringify({ Type: 'container', id })}\n`)
  }
  const daemon: Daemon = {
    path,
    start: () => new Promise((resolve) => server.listen(path, resolve)),
    stop: async () => {
      if (!server.listening) return
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await rm(path, { force: true })
    },
    hang: () => (hangs = true),
    wake: () => (hangs = false),
    waiting: () => waiting.size,
    listeners: () => listening.size,
    startContainer: () => {
      running = true
      tell()
    },
    endContainer: () => {
      running = false
      tell()
    },
  }
  await daemon.start()
  return daemon
}
