import { Client } from 'pg'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { exactAnswer } from '../../src/main/practice/annotation/exact-json'
import { aborted, raised, refusing } from '../../src/main/practice/annotation/refusal'
import { annotationService } from '../../src/main/practice/annotation/service'
import { volumeSql } from '../../src/main/practice/layout-sql'
import type { Schemas } from '../../src/main/practice/schema/schemas'
import { processContext, schemasOfImage } from './process-context'
import { postgresOf, readSettings, type Reach } from './settings'
import { serveUwsgi } from './uwsgi'

const inDatabase = async (reach: Reach, database: string, sql: string): Promise<void> => {
  const client = new Client({ ...reach, database })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The database of the volume, as DynamicAnnotationDB makes it. Two processes at once get in each other's way, as there. */
const makeVolume = async (reach: Reach, volume: string): Promise<void> => {
  const client = new Client({ ...reach, database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [volume])
    if (rows.length === 0) await client.query(`CREATE DATABASE "${volume}" TEMPLATE template_postgis`)
  } finally {
    await client.end()
  }
  await inDatabase(reach, volume, `BEGIN; ${volumeSql} COMMIT;`)
}

const names = z.array(z.string())
const full = z.object({ local_server: z.string() })

const ask = async (url: string, init?: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (error) {
    const { host, pathname } = new URL(url)
    throw raised(
      `HTTPConnectionPool(host='${host}'): Max retries exceeded with url: ${pathname} (${String(error)})`,
    )
  }
}

const oneProcess = (settings: ReadonlyMap<string, string>, schemas: Schemas): Hono => {
  const reach = postgresOf(settings)
  const context = processContext(reach, schemas)
  const infoService = settings.get('INFOSERVICE_ENDPOINT') ?? ''
  const made = new Set<string>()
  let localServer: string | undefined

  const openVolume = async (volume: string): Promise<void> => {
    if (made.has(volume)) return
    const known = names.parse(await (await ask(`${infoService}/api/v2/aligned_volume`)).json())
    if (!known.includes(volume)) throw aborted(400, `aligned volume: ${volume} not valid`)
    await makeVolume(reach, volume)
    made.add(volume)
  }
  /** At the address that the datastack says, which has to lead to CAVE from within this container as well (CAVE-FACTS 8.5). */
  const lookUp = async (table: string): Promise<void> => {
    localServer ??= full.parse(
      await (await ask(`${infoService}/api/v2/datastack/full/fake_datastack`)).json(),
    ).local_server
    const path = `/materialize/api/v2/materialize/run/lookup_svid/datastack/fake_datastack/${table}`
    await ask(`${localServer}${path}`, { method: 'POST', body: '{"annotation_ids": []}' })
  }

  const app = new Hono()
  app.onError(refusing(context, 'annotation'))
  app.get('/health', (call) => call.json('healthy'))
  app.use('/annotation/api/v2/aligned_volume/:volume/*', async (call, next) => {
    await openVolume(call.req.param('volume'))
    await next()
  })
  const looked = async (call: Context): Promise<void> => {
    const table = call.req.param('table') ?? ''
    if (!call.res.ok) return
    // A row that is inserted and not looked up answers 500, though it is stored; an update does not say so.
    if (call.req.method === 'POST') await lookUp(table)
    if (call.req.method === 'PUT') await lookUp(table).catch(() => undefined)
  }
  app.use('/annotation/api/v2/aligned_volume/:volume/table/:table/annotations', async (call, next) => {
    await next()
    try {
      await looked(call)
    } catch (error) {
      call.res = exactAnswer({ code: 500, message: String(error), traceback: [] }, 500)
    }
  })
  return app.route('/', annotationService(context))
}

export const annotation = async (): Promise<void> => {
  const [settings, schemas] = [readSettings('ANNOTATION_ENGINE_SETTINGS'), await schemasOfImage()]
  await serveUwsgi(() => oneProcess(settings, schemas))
}
