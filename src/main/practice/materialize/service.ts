import { Hono, type Context } from 'hono'
import { exactAnswer } from '../annotation/exact-json'
import { aborted, answered, raised, refusing } from '../annotation/refusal'
import { openTable } from '../annotation/table-metadata'
import type { PracticeService } from '../context'
import { frozenMetadata, frozenRowCount, frozenTableMetadata, frozenTableNames } from './frozen-metadata'
import { queryLive } from './live-query'
import { flag, wholeNumber } from './query-body'
import { createSegmentationTable, ingestNewAnnotations, isSegmented } from './segmentation-lookup'
import { queryJoin, queryTable } from './version-query'
import { findVersion, openVersion, readVersions, shownVersion } from './versions'
import { createWorkflow } from './workflow'
import { loggedRun } from './workflow-log'

const versionOf = (call: Context): number => Number(call.req.param('version'))
const tableOf = (call: Context): string => call.req.param('table') ?? ''

/** MaterializationEngine: versions, queries of them, live queries, and the worker's runs (contract/03-materialize.json). */
export const materializeService: PracticeService = (context) => {
  const app = new Hono()
  app.onError(refusing(context, 'mat'))
  app.use('/materialize/api/*', async (call, next) => {
    const asked = /\/datastack\/([^/]+)/.exec(call.req.path)?.[1]
    if (asked !== undefined && decodeURIComponent(asked) !== context.datastack) {
      throw raised(`datastack ${decodeURIComponent(asked)} info not returned 404 Client Error: NOT FOUND`)
    }
    await next()
  })
  // Versions of its one database: what the genuine service counts there to see whether it answers.
  app.get('/mat_health', async () =>
    exactAnswer({ [context.alignedVolume]: (await readVersions(context, true)).length }),
  )
  app.get('/materialize/api/versions', () => exactAnswer([2, 3]))
  app.get('/materialize/version', () => exactAnswer('5.26.4'))

  // caveclient asks version 2 of the API for tables and counts, and version 3 for all else.
  const second = '/materialize/api/v2/datastack/:datastack/version/:version{-?[0-9]{1,9}}'
  const stack = '/materialize/api/v3/datastack/:datastack'
  const version = `${stack}/version/:version{-?[0-9]{1,9}}`
  app.get(`${stack}/versions`, async (call) => {
    const versions = await readVersions(context, flag(call, 'expired', false))
    return exactAnswer(versions.map((each) => each.version))
  })
  app.get(`${stack}/metadata`, async (call) => {
    const versions = await readVersions(context, flag(call, 'expired', false))
    if (versions.length === 0) throw answered(404, 'No valid versions found')
    return exactAnswer(versions.map(shownVersion))
  })
  app.get(version, async (call) => {
    const found = await findVersion(context, versionOf(call))
    if (found === undefined) throw answered(404, 'No version found')
    return exactAnswer(shownVersion(found))
  })
  app.get(`${second}/tables`, async (call) => exactAnswer(await frozenTableNames(context, versionOf(call))))
  app.get(`${second}/table/:table/count`, async (call) =>
    exactAnswer(await frozenRowCount(context, versionOf(call), tableOf(call))),
  )
  app.get(`${version}/tables/metadata`, async (call) =>
    exactAnswer(await frozenMetadata(context, versionOf(call))),
  )
  app.get(`${version}/table/:table/metadata`, async (call) =>
    exactAnswer(await frozenTableMetadata(context, versionOf(call), tableOf(call))),
  )
  app.post(`${version}/table/:table/query`, (call) =>
    queryTable(context, call, versionOf(call), tableOf(call)),
  )
  app.post(`${version}/query`, (call) => queryJoin(context, call, versionOf(call)))
  app.post(`${stack}/query`, (call) => queryLive(context, call))
  // There are no views: caveclient's managers of tables and views ask for their list.
  for (const path of ['views', 'views/schemas'])
    app.get(`${version}/${path}`, async (call) => {
      await openVersion(context, versionOf(call))
      return exactAnswer({})
    })
  for (const path of [
    `${version}/views/*`,
    `${stack}/table/:table/unique_string_values`,
    `${stack}/table/:table/precomputed/*`,
  ])
    app.all(path, () => {
      throw aborted(501, 'this is not part of the practice fleet')
    })

  const run = '/materialize/api/v2/materialize/run'
  const workflow = createWorkflow(context)
  app.post(`${run}/complete_workflow/datastack/:datastack`, (call) => {
    const days = wholeNumber(call, 'days_to_expire')
    if (!flag(call, 'merge_tables', true))
      throw aborted(501, 'the practice fleet makes merged versions only: merge_tables=true')
    void workflow(days)
    return exactAnswer(200)
  })
  /** caveclient's two ways to ask for look-ups before the next version: here both look up all that is missing. */
  const lookUp = async (call: Context): Promise<Response> => {
    const table = await openTable(context, tableOf(call))
    void loggedRun(context, 'process:ingest_new_annotations', async () => {
      if (!isSegmented(context, table)) return 'None'
      await createSegmentationTable(context, table)
      const now = new Date().toISOString().slice(0, -1).replace('T', ' ')
      const rows = await ingestNewAnnotations(context, table, now)
      return `{'Table name': '${table.table_name}', 'Rows': ${String(rows)}}`
    })
    return exactAnswer(200)
  }
  app.post(`${run}/lookup_svid/datastack/:datastack/:table`, lookUp)
  app.post(`${run}/ingest_annotations/datastack/:datastack/:table`, lookUp)
  return app
}
