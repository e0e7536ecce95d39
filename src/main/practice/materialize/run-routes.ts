import type { Hono } from 'hono'
import { z } from 'zod'
import { exactAnswer } from '../annotation/exact-json'
import { aborted, raised } from '../annotation/refusal'
import { readMetadata, type TableMetadata } from '../annotation/table-metadata'
import type { PracticeContext } from '../context'
import { flag, parsedBody, wholeNumber } from './query-body'
import {
  createSegmentationTable,
  ingestNewAnnotations,
  isSegmented,
  lookUpMissingRoots,
} from './segmentation-lookup'
import { loggedRun } from './workflow-log'
import type { Workflows } from './workflow'

const lookupBody = z.object({ annotation_ids: z.array(z.union([z.int(), z.bigint()])).nullish() })

const segmentedTable = async (context: PracticeContext, name: string): Promise<TableMetadata> => {
  const table = await readMetadata(context.databases.pool(context.alignedVolume), name)
  if (table === undefined) throw raised(`'NoneType' object is not subscriptable`)
  if (isSegmented(context, table)) await createSegmentationTable(context, table)
  return table
}

/** Everything that asks the worker for work: it answers at once, the work goes on by itself. */
export const addRunRoutes = (app: Hono, context: PracticeContext, workflows: Workflows): void => {
  const run = '/materialize/api/v2/materialize/run'
  app.post(`${run}/complete_workflow/datastack/:datastack`, (call) => {
    const daysToExpire = wholeNumber(call, 'days_to_expire')
    if (daysToExpire === undefined || call.req.query('merge_tables') === undefined) {
      throw aborted(400, 'Input payload validation failed: days_to_expire and merge_tables are required')
    }
    void workflows.run({ daysToExpire, mergeTables: flag(call, 'merge_tables', true) })
    return exactAnswer(200)
  })
  app.post(`${run}/lookup_svid/datastack/:datastack/:table`, async (call) => {
    const { annotation_ids: ids } = await parsedBody(lookupBody, call)
    const table = await segmentedTable(context, call.req.param('table'))
    void loggedRun(context, 'process:ingest_table_svids', async () => {
      if (!isSegmented(context, table)) return 'None'
      const options = ids === undefined || ids === null ? {} : { ids: ids.map(String) }
      return `{'Table name': '${table.table_name}', 'Rows': ${String(await ingestNewAnnotations(context, table, options))}}`
    })
    return exactAnswer(200)
  })
  app.post(`${run}/ingest_annotations/datastack/:datastack/:table`, async (call) => {
    const table = await segmentedTable(context, call.req.param('table'))
    void loggedRun(context, 'process:process_new_annotations_workflow', async () => {
      const moment = new Date()
      const asOf = { text: moment.toISOString().replace('T', ' ').replace('Z', ''), moment }
      if (isSegmented(context, table)) await ingestNewAnnotations(context, table, { asOf })
      return 'True'
    })
    return exactAnswer(200)
  })
  app.post(`${run}/sparse_lookup_root_ids/datastack/:datastack/table/:table`, async (call) => {
    const table = await segmentedTable(context, call.req.param('table'))
    void loggedRun(context, 'workflow:process_sparse_missing_roots', async () => {
      if (isSegmented(context, table)) await lookUpMissingRoots(context, table, new Date())
      return 'True'
    })
    return exactAnswer(200)
  })
}
