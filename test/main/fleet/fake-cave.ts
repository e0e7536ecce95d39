import { createServer, type IncomingMessage } from 'node:http'
import type { Connection } from '../../../src/main/data/connection'
import type { Sessions } from '../../../src/main/fleet/sessions'
import { onTestFinished } from 'vitest'

export interface FakeAnswer {
  readonly status?: number
  readonly json: unknown
}

/** A gateway that answers as the test says, for the length of the test. */
export const fakeCave = async (
  answer: (request: IncomingMessage) => FakeAnswer | Promise<FakeAnswer>,
): Promise<Connection> => {
  const server = createServer((request, response) => {
    // An answer that throws is a connection that breaks: the one who asked tells of it.
    Promise.resolve(request)
      .then(answer)
      .then(
        ({ status = 200, json }) =>
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)),
        () => response.destroy(),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    address: `http://127.0.0.1:${String(port)}`,
    datastack: 'fake_datastack',
    alignedVolume: 'fake_volume',
    postgres: { host: '127.0.0.1', port: 9, user: 'nobody', password: '' },
  }
}

/** Databases without any table. */
export const emptySessions: Sessions = {
  with: (_database, _signal, work) => work({ rows: async () => [], run: async () => undefined }),
}
