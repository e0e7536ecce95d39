import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { raised, refusalOf } from '../../src/main/practice/annotation/refusal'
import { exactAnswer } from '../../src/main/practice/annotation/exact-json'
import { root } from '../../src/main/practice/segmentation/graph'
import { segmentationService } from '../../src/main/practice/segmentation/service'
import { createTable, hasTable, tableName } from './emulator'
import { processContext, schemasOfImage } from './process-context'
import { needed } from './settings'
import { serveUwsgi } from './uwsgi'

const graph = 'test'
const nowhere = { host: 'none.invalid', port: 5432, user: '', password: '' }

/** The number of layers follows from the bounds of the watershed: without its info no graph can be opened (CAVE-FACTS 4). */
const readWatershed = async (): Promise<void> => {
  const answer = await fetch('http://gateway/ws/fake_ws/info')
  if (!answer.ok) throw raised(`No info at precomputed://http://gateway/ws/fake_ws: ${String(answer.status)}`)
}

const oneProcess = (schemas: Awaited<ReturnType<typeof schemasOfImage>>): Hono => {
  let known = false
  const openGraph = async (): Promise<void> => {
    if (!(await hasTable(graph))) throw raised(`404 table "${tableName(graph)}" not found`)
    if (!known) await readWatershed()
    known = true
  }
  const app = new Hono()
  app.onError((error) => {
    const { status, body, message } = refusalOf(error)
    process.stdout.write(`${message}\n`)
    return exactAnswer(body, status)
  })
  app.use('/segmentation/api/v1/table/*', async (_call, next) => {
    await openGraph()
    await next()
  })
  // Kept by each process once it was read: it says nothing of a graph that is lost.
  app.use('/segmentation/table/*', async (_call, next) => {
    if (!known) await openGraph()
    await next()
  })
  return app.route('/', segmentationService(processContext(nowhere, schemas)))
}

export const pcg = async (): Promise<void> => {
  if (needed('PCG_GRAPH_IDS') !== graph || needed('SEGMENTATION_URL_PREFIX') !== 'segmentation')
    throw new Error('It would serve another graph, or elsewhere.')
  for (const name of ['APP_SETTINGS', 'PROJECT_ID', 'REDIS_HOST', 'MANIFEST_CACHE_REDIS_HOST']) needed(name)
  const schemas = await schemasOfImage()
  await serveUwsgi(() => oneProcess(schemas))
}

/** `python /cfg/create_dummy_graph.py`: the script needs PyChunkedGraph; here its table in the emulator stands for the graph. */
export const createDummyGraph = async (script: string): Promise<void> => {
  if (!readFileSync(script, 'utf8').includes('pychunkedgraph'))
    throw new Error(`${script} is another script.`)
  if (needed('PYTHONPATH') !== '/app')
    throw new Error("ModuleNotFoundError: No module named 'pychunkedgraph'")
  await readWatershed()
  if (await hasTable(graph)) {
    process.stdout.write('The graph is there.\n')
    return
  }
  await createTable(graph)
  process.stdout.write('_read_chunk [1 0 0]\n_read_chunk [0 0 0]\n')
  process.stdout.write(`The graph is written: roots [${String(root)}, ${String(root)}].\n`)
}
