import { Hono, type Context } from 'hono'
import { exactAnswer, exactFloat } from '../annotation/exact-json'
import type { PracticeService } from '../context'
import { notFoundMessage } from '../not-found'

const api = '/info/api/v2'
const datastackRoutes = [
  `${api}/datastack/full/<string:datastack>`,
  `${api}/datastack/<datastack>/image_sources`,
  `${api}/datastacks`,
]

const volumeColumns = 'id, name, display_name, description, image_source'
const datastackColumns = `segmentation_source, skeleton_source, analysis_database, viewer_site, synapse_table, soma_table,
  local_server, description, viewer_resolution_x, viewer_resolution_y, viewer_resolution_z, proofreading_status_table,
  cell_identification_table, proofreading_review_table`

type Row = Record<string, unknown>

/** Every number of a datastack is a float. */
const withFloats = (datastack: Row): Row =>
  Object.fromEntries(
    Object.entries(datastack).map(([name, value]) => [
      name,
      typeof value === 'number' ? exactFloat(value) : value,
    ]),
  )

/** AnnotationFrameworkInfoService: what datastacks there are and where to find each (contract/01-discovery.json). */
export const infoService: PracticeService = ({ databases }) => {
  const rows = async (sql: string, ...given: readonly unknown[]): Promise<readonly Row[]> =>
    (await databases.database('datasets').query(sql, given)).rows
  const names = async (sql: string, ...given: readonly unknown[]): Promise<Response> =>
    exactAnswer((await rows(sql, ...given)).map((row) => row['name']))
  const volume = (column: 'id' | 'name') => async (call: Context) => {
    const [found] = await rows(
      `SELECT ${volumeColumns} FROM aligned_volume WHERE ${column}::text = $1`,
      call.req.param('volume'),
    )
    return found === undefined ? call.json(notFoundMessage(call.req.path), 404) : call.json(found)
  }

  const app = new Hono()
  app.get('/info/health', (call) => call.json('healthy'))
  app.get('/info/version', (call) => call.json('4.3.3'))
  app.get('/info/api/versions', (call) => call.json([2]))
  app.get(`${api}/datastacks`, () => names('SELECT name FROM datastack ORDER BY id'))
  app.get(`${api}/datastack/full/:name`, async (call) => {
    const [row] = await rows(
      `SELECT ${datastackColumns}, aligned_volume_id FROM datastack WHERE name = $1`,
      call.req.param('name'),
    )
    if (row === undefined) return call.json(notFoundMessage(call.req.path, datastackRoutes), 404)
    const { aligned_volume_id: id, ...datastack } = row
    const [found] = await rows(`SELECT ${volumeColumns} FROM aligned_volume WHERE id = $1`, id)
    return exactAnswer({ aligned_volume: found ?? null, ...withFloats(datastack) })
  })
  app.get(`${api}/datastack/:name/image_sources`, async (call) =>
    call.json(
      await rows(
        `SELECT image_source.id, image_source.name, image_source.image_source, image_source.description
         FROM image_source JOIN datastack USING (aligned_volume_id) WHERE datastack.name = $1 ORDER BY 1`,
        call.req.param('name'),
      ),
    ),
  )
  app.get(`${api}/aligned_volume`, () => names('SELECT name FROM aligned_volume ORDER BY id'))
  app.get(`${api}/aligned_volume/:volume/datastacks`, (call) =>
    names(
      `SELECT datastack.name FROM datastack JOIN aligned_volume ON aligned_volume.id = aligned_volume_id
       WHERE aligned_volume.name = $1 ORDER BY datastack.id`,
      call.req.param('volume'),
    ),
  )
  app.get(`${api}/aligned_volume/id/:volume`, volume('id'))
  app.get(`${api}/aligned_volume/:volume`, volume('name'))
  app.all('/info/*', (call) => call.json(notFoundMessage(call.req.path), 404))
  return app
}
