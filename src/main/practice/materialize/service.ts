import { Hono, type Context } from 'hono'
import { exactAnswer } from '../annotation/exact-json'
import { identifier } from '../annotation/identifier'
import { aborted, answered, raised, refusalOf } from '../annotation/refusal'
import { readMetadata } from '../annotation/table-metadata'
import { annotationColumns } from '../annotation/columns'
import type { PracticeContext, PracticeService } from '../context'
import { allTablesMetadata, frozenRowCount, frozenTableMetadata, frozenTableNames } from './frozen-metadata'
import { queryJoin, queryTable } from './frozen-query'
import { queryLive } from './live-query'
import { flag } from './query-body'
import { queryResponse } from './query-response'
import { addRunRoutes } from './run-routes'
import { addStatusRoutes } from './status-routes'
import { findVersion, openVersion, readVersions, shownVersion } from './versions'
import { createWorkflows } from './workflow'

const versionOf = (call: Context): number => Number(call.req.param('version'))

const uniqueStrings = async (
  context: PracticeContext,
  table: string,
): Promise<Record<string, readonly unknown[]>> => {
  const pool = context.databases.pool(context.alignedVolume)
  const metadata = await readMetadata(pool, table)
  if (metadata === undefined) throw raised(`No table named '${table}' exists.`)
  const values: Record<string, readonly unknown[]> = {}
  for (const { name, type } of annotationColumns(context.schemas.fields(metadata.schema_type) ?? [])) {
    if (type !== 'varchar') continue
    const found = await pool.query<{ value: string | null }>(
      `SELECT DISTINCT ${identifier(name)} AS value FROM ${identifier(table)} ORDER BY value`,
    )
    values[name] = found.rows.map((row) => row.value)
  }
  return values
}

/** MaterializationEngine: versions, queries of them, live queries, and the worker's runs (contract/03-materialize.json). */
export const materializeService: PracticeService = (context) => {
  const app = new Hono()
  const workflows = createWorkflows(context)
  app.onError((error) => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500) context.log('mat', 'warning', refusal.message)
    return exactAnswer(refusal.body, refusal.status)
  })
  app.use('/materialize/api/*', async (call, next) => {
    const asked = /\/datastack\/([^/]+)/.exec(call.req.path)?.[1]
    if (asked !== undefined && decodeURIComponent(asked) !== context.datastack) {
      throw raised(`datastack ${decodeURIComponent(asked)} info not returned 404 Client Error: NOT FOUND`)
    }
    await next()
  })
  app.get('/materialize/api/versions', () => exactAnswer([2, 3]))
  app.get('/materialize/version', () => exactAnswer('5.26.4'))

  const stack = '/materialize/api/:api{v[23]}/datastack/:datastack'
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
  app.get(`${version}/tables`, async (call) => exactAnswer(await frozenTableNames(context, versionOf(call))))
  app.get(`${version}/tables/metadata`, async (call) =>
    exactAnswer(await allTablesMetadata(context, versionOf(call))),
  )
  app.get(`${version}/table/:table/metadata`, async (call) =>
    exactAnswer(await frozenTableMetadata(context, versionOf(call), call.req.param('table'))),
  )
  app.get(`${version}/table/:table/count`, async (call) =>
    exactAnswer(await frozenRowCount(context, versionOf(call), call.req.param('table'))),
  )
  app.post(`${version}/table/:table/query`, async (call) =>
    queryResponse(call, await queryTable(context, call, versionOf(call), call.req.param('table'))),
  )
  app.post(`${version}/query`, async (call) =>
    queryResponse(call, await queryJoin(context, call, versionOf(call))),
  )
  app.post(`${stack}/query`, async (call) => queryResponse(call, await queryLive(context, call)))
  app.get(`${stack}/table/:table/unique_string_values`, async (call) =>
    exactAnswer(await uniqueStrings(context, call.req.param('table'))),
  )
  for (const path of ['views', 'views/schemas']) {
    app.get(`${version}/${path}`, async (call) => {
      await openVersion(context, versionOf(call))
      return exactAnswer({})
    })
  }
  app.all(`${version}/views/:view/:what`, (call) => {
    throw aborted(501, `views are not part of the practice fleet: ${call.req.param('view')}`)
  })
  addRunRoutes(app, context, workflows)
  addStatusRoutes(app, workflows)
  return app
}
