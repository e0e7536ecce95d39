import { Client } from 'pg'
import { Hono } from 'hono'
import { exactAnswer } from '../../src/main/practice/annotation/exact-json'
import { refusing } from '../../src/main/practice/annotation/refusal'
import { volumeSql } from '../../src/main/practice/layout-sql'
import { wholeNumber } from '../../src/main/practice/materialize/query-body'
import { materializeService } from '../../src/main/practice/materialize/service'
import type { Schemas } from '../../src/main/practice/schema/schemas'
import { processContext, schemasOfImage } from './process-context'
import { checkMaterialization, postgresOf, readSettings, type Reach } from './settings'
import { inspect, queue } from './tasks'
import { serveUwsgi } from './uwsgi'

export const reachOfMaterialization = (): Reach => postgresOf(readSettings('MATERIALIZATION_ENGINE_SETTINGS'))

/** Tables that it makes as it starts, and never uses (CAVE-FACTS 5). */
export const makeOwnTables = async (reach: Reach): Promise<void> => {
  for (const database of ['materialize', 'staging']) {
    const client = new Client({ ...reach, database })
    await client.connect()
    try {
      await client.query(`BEGIN; SELECT pg_advisory_xact_lock(1); ${volumeSql} COMMIT;`)
    } finally {
      await client.end()
    }
  }
}

const oneProcess = (reach: Reach, schemas: Schemas): Hono => {
  const context = processContext(reach, schemas)
  const app = new Hono()
  app.onError(refusing(context, 'mat'))
  app.get('/health', async () => {
    const found = await context.live.query<{ count: string }>('SELECT count(*) FROM analysisversion')
    return exactAnswer({ fake_volume: Number(found.rows[0]?.count) })
  })
  // What the practice fleet does by itself goes to the worker, over Redis.
  const run = '/materialize/api/v2/materialize/run'
  app.post(`${run}/complete_workflow/datastack/fake_datastack`, async (call) => {
    await queue({ name: 'orchestration:run_complete_workflow', days: wholeNumber(call, 'days_to_expire') })
    return exactAnswer(200)
  })
  for (const kind of ['lookup_svid', 'ingest_annotations'])
    app.post(`${run}/${kind}/datastack/fake_datastack/:table`, async (call) => {
      await queue({ name: 'process:ingest_new_annotations', table: call.req.param('table') })
      return exactAnswer(200)
    })
  app.get('/materialize/api/v2/workflow/status/active', async () => exactAnswer(await inspect()))
  return app.route('/', materializeService(context))
}

export const mat = async (): Promise<void> => {
  checkMaterialization()
  const [reach, schemas] = [reachOfMaterialization(), await schemasOfImage()]
  await makeOwnTables(reach)
  await serveUwsgi(() => oneProcess(reach, schemas))
}
