import { createServer } from 'node:http'
import { once } from 'node:events'
import { z } from 'zod'
import { onTestFinished } from 'vitest'
import type { FakeDatabases } from './fake-databases'
import type { FakeEngine } from './fake-engine'

interface Answer {
  readonly status: number
  readonly body: string
}

const stopped: Answer = { status: 502, body: '<html>502 Bad Gateway</html>' }
const ok = (body: string): Answer => ({ status: 200, body })

/** CAVE-FACTS 6: the true status stands in the text. */
const lostGraph: Answer = {
  status: 500,
  body: '{"code":500,"message":"404 table \\"projects/fake-project/instances/pychunkedgraph/tables/test\\" not found"}',
}

/** What AnnotationEngine makes with the database of a volume. */
export const volumeTables = [
  'annotation_table_metadata',
  'analysisversion',
  'analysistables',
  'version_error',
]

const answer = (path: string, engine: FakeEngine, databases: FakeDatabases): Answer => {
  const runs = (service: string): boolean => engine.running.has(service)
  if (path === '/schema/versions') return runs('schema') ? ok('[2]') : stopped
  if (path === '/info/health') return runs('info') ? ok('"healthy"') : stopped
  if (path === '/segmentation/api/version') return runs('pcg') ? ok('"2.21.1"') : stopped
  if (path === '/materialize/version') return runs('mat') ? ok('"5.26.4"') : stopped
  if (path === '/annotation/api/v2/aligned_volume/fake_volume/table') {
    if (!runs('annotation')) return stopped
    if (!databases.all.get('datasets')?.datastacks.size) return { status: 404, body: 'no such volume' }
    if (!databases.all.has('fake_volume')) databases.add('fake_volume', volumeTables)
    return ok('[]')
  }
  if (path === '/segmentation/api/v1/table/test/node/72127962782105600/root') {
    if (!runs('pcg')) return stopped
    return engine.hasGraph ? ok('{"root_id": 288230376151711745}') : lostGraph
  }
  if (path === '/anno_health') return runs('annotation') ? ok('"healthy"') : stopped
  const file = engine.served.get(path)
  return file === undefined ? { status: 404, body: path } : ok(file)
}

/** What the fleet's gateway answers, going by which containers run. Where the gateway does not run, nothing is answered. */
export const startGateway = async (engine: FakeEngine, databases: FakeDatabases): Promise<string> => {
  const server = createServer((request, response) => {
    if (!engine.running.has('gateway')) {
      request.socket.destroy()
      return
    }
    const { status, body } = answer(request.url ?? '', engine, databases)
    response.writeHead(status).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return `http://127.0.0.1:${port}`
}
