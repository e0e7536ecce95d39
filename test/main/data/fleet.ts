import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { resolve, join } from 'node:path'
import { Client } from 'pg'
import type { Connection } from '../../../src/main/data/connection'
import { annotationService } from '../../../src/main/practice/annotation/service'
import type { PracticeContext } from '../../../src/main/practice/context'
import { openDatabases } from '../../../src/main/practice/databases'
import { createDatabases } from '../../../src/main/practice/layout'
import { findBinaries } from '../../../src/main/practice/postgres/binaries'
import { ensureCluster } from '../../../src/main/practice/postgres/cluster'
import { startServer, stopServer } from '../../../src/main/practice/postgres/server'
import { loadSchemas } from '../../../src/main/practice/schema/schemas'
import { schemaService } from '../../../src/main/practice/schema/service'
import { temporaryFolder } from '../../support/temporary-folder'

const program = resolve(import.meta.dirname, '../../..')
const volume = 'fake_volume'

/** A real PostgreSQL with the genuine layout and the services that take writes; what a data reader needs and no more. */
export interface TestFleet {
  readonly connection: Connection
  readonly context: PracticeContext
  /** Every request that reached CAVE: method, path, User-Agent. */
  readonly requests: readonly string[]
  /** The next answers, instead of the services' own. */
  intercept(answer: () => Response | undefined): void
  sql(text: string, database?: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export const startTestFleet = async (): Promise<TestFleet> => {
  const home = await temporaryFolder()
  const practice = join(home.folder, 'practice')
  const binaries = await findBinaries(program, join(practice, 'lib'))
  const { data, credentials } = await ensureCluster(practice, binaries)
  const place = { binaries, data, credentials, logFile: join(practice, 'postgres.log') }
  const settings = await startServer(place)
  await createDatabases(settings)
  const databases = openDatabases(settings)
  const schemas = await loadSchemas(join(program, 'resources'))
  const unused = () => {
    throw new Error('no test of data needs the graph')
  }
  const context: PracticeContext = {
    port: 0,
    datastack: 'fake_datastack',
    alignedVolume: volume,
    databases,
    schemas,
    segmentation: { supervoxelAt: unused, rootOf: unused, isLatest: unused },
    log: () => undefined,
  }

  let answer: () => Response | undefined = () => undefined
  const requests: string[] = []
  const app = new Hono()
  app.use(async (call, next) => {
    requests.push(`${call.req.method} ${call.req.path} ${call.req.header('user-agent') ?? ''}`)
    const instead = answer()
    if (instead !== undefined) return instead
    await next()
    return undefined
  })
  app.route('/', annotationService(context))
  app.route('/', schemaService(context))
  const port = await new Promise<number>((done) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => done(info.port))
  })

  return {
    connection: {
      address: `http://127.0.0.1:${String(port)}`,
      datastack: 'fake_datastack',
      alignedVolume: volume,
      postgres: settings,
    },
    context,
    requests,
    intercept: (instead) => {
      answer = instead
    },
    sql: async (text, database = volume) => {
      const client = new Client({ ...settings, database })
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
      await new Promise<void>((done) => {
        server.close(() => done())
      })
      await databases.close()
      await stopServer(place)
      await home.remove()
    },
  }
}
let server: ReturnType<typeof serve>
