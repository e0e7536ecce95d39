import { createServer, request as ask, type IncomingMessage } from 'node:http'
import { Client } from 'pg'
import type { Connection } from '../../../src/main/data/connection'
import { startPracticeForTest } from '../../support/practice'

/** What is answered instead of the fleet's own answer. */
interface Instead {
  readonly status: number
  readonly body: string
}

/** A practice fleet with an ear at its door. */
export interface TestFleet {
  readonly connection: Connection
  /** Every request that reached CAVE: method, path, User-Agent. */
  readonly requests: readonly string[]
  /** The next answers, instead of the fleet's own. */
  intercept(answer: (request: string) => Instead | undefined): void
  sql(text: string, database?: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export const startTestFleet = async (): Promise<TestFleet> => {
  const fleet = await startPracticeForTest()
  let answer: (request: string) => Instead | undefined = () => undefined
  const requests: string[] = []
  const heard = ({ method = '', url = '', headers }: IncomingMessage): string =>
    `${method} ${url} ${headers['user-agent'] ?? ''}`

  const door = createServer((incoming, outgoing) => {
    const line = heard(incoming)
    requests.push(line)
    const instead = answer(line)
    if (instead !== undefined) {
      outgoing.writeHead(instead.status, { 'content-type': 'application/json' }).end(instead.body)
      return
    }
    const { method, url, headers } = incoming
    const onward = ask(`${fleet.address}${url ?? ''}`, {
      method,
      headers: { ...headers, host: `127.0.0.1:${String(fleet.port)}` },
    })
    onward.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  const port = await new Promise<number>((done) => {
    door.listen(0, '127.0.0.1', () => {
      const address = door.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

  return {
    connection: {
      address: `http://127.0.0.1:${String(port)}`,
      datastack: fleet.datastack,
      alignedVolume: fleet.alignedVolume,
      postgres: fleet.postgres,
    },
    requests,
    intercept: (instead) => {
      answer = instead
    },
    sql: async (text, database = fleet.alignedVolume) => {
      const client = new Client({ ...fleet.postgres, database })
      client.on('error', () => undefined)
      await client.connect()
      try {
        const answered = await client.query<Record<string, unknown>>(text)
        return answered.rows
      } finally {
        await client.end()
      }
    },
    close: async () => {
      door.closeAllConnections()
      await new Promise<void>((done) => {
        door.close(() => done())
      })
      await fleet.stop()
    },
  }
}
