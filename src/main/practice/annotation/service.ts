import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { PracticeService } from '../context'
import {
  countAnnotations,
  deleteAnnotations,
  getAnnotations,
  insertAnnotations,
  updateAnnotations,
} from './annotations'
import { parsedBody } from './body'
import { createTable, creation } from './create-table'
import { exactAnswer } from './exact-json'
import { aborted, refusing } from './refusal'
import {
  headerText,
  openTable,
  readAllMetadata,
  readSegmentationMetadata,
  shownMetadata,
  type TableMetadata,
} from './table-metadata'
import { deleteTable, tableChange, updateTable } from './update-table'

const annotationsBody = z.object({ annotations: z.array(z.record(z.string(), z.unknown())) })
const deletionBody = z.object({
  annotation_ids: z.array(
    z.union([
      z.int(),
      z.bigint(),
      z
        .string()
        .regex(/^-?\d+$/)
        .transform(BigInt),
    ]),
  ),
})

const warned = (answer: Response, { notice_text: notice }: TableMetadata): Response => {
  if (notice !== null) answer.headers.set('Warning', headerText(`Table Owner Notice: ${notice}`))
  return answer
}

const askedIds = (context: Context): readonly string[] => {
  const given = context.req.query('annotation_ids')
  if (given === undefined) throw aborted(400, 'annotation_ids is required')
  const ids = given.split(',')
  const wrong = ids.find((id) => !/^\s*[+-]?\d+\s*$/.test(id))
  if (wrong === undefined) return ids.map((id) => id.trim())
  throw aborted(400, `list of annotation ids invalid literal for int() with base 10: '${wrong}'`)
}

const volume = '/annotation/api/v2/aligned_volume/:volume'

/** AnnotationEngine: annotation tables and their rows (contract/02-annotations.json, 05-edits.json). */
export const annotationService: PracticeService = (context) => {
  const app = new Hono()
  app.onError(refusing(context, 'annotation'))
  app.use(`${volume}/*`, async (call, next) => {
    const name = call.req.param('volume')
    if (name !== context.alignedVolume) throw aborted(400, `aligned volume: ${name} not valid`)
    await next()
  })
  app.get('/anno_health', (call) => call.json('healthy'))
  app.get('/annotation/api/versions', (call) => call.json([2]))

  app.get(`${volume}/table`, async () => {
    const tables = await readAllMetadata(context.live)
    return exactAnswer(tables.map((table) => table.table_name))
  })
  app.post(`${volume}/table`, async (call) =>
    call.body(await createTable(context, await parsedBody(creation, call)), 200, {
      'Content-Type': 'text/html; charset=utf-8',
    }),
  )
  app.put(`${volume}/table`, async (call) =>
    exactAnswer(await updateTable(context, await parsedBody(tableChange, call))),
  )

  app.get(`${volume}/table/:table`, async (call) => {
    const name = call.req.param('table')
    const metadata = await openTable(context, name)
    // Once looked up, a table is told with what is known of its segmentation, and by the name of that (contract/07-dashboard.json).
    const segmentation = await readSegmentationMetadata(context.live, name)
    return warned(exactAnswer(shownMetadata({ ...metadata, ...segmentation }), 201), metadata)
  })
  app.delete(`${volume}/table/:table`, async (call) => {
    await deleteTable(context, call.req.param('table'))
    return exactAnswer(true)
  })
  app.get(`${volume}/table/:table/count`, async (call) =>
    exactAnswer(await countAnnotations(context, call.req.param('table'))),
  )

  const rows = `${volume}/table/:table/annotations`
  app.get(rows, async (call) => {
    const table = call.req.param('table')
    const metadata = await openTable(context, table)
    return warned(exactAnswer(await getAnnotations(context, table, askedIds(call))), metadata)
  })
  app.post(rows, async (call) => {
    const { annotations } = await parsedBody(annotationsBody, call)
    return exactAnswer(await insertAnnotations(context, call.req.param('table'), annotations))
  })
  app.put(rows, async (call) => {
    const { annotations } = await parsedBody(annotationsBody, call)
    return exactAnswer(await updateAnnotations(context, call.req.param('table'), annotations))
  })
  app.delete(rows, async (call) => {
    const { annotation_ids: ids } = await parsedBody(deletionBody, call)
    return exactAnswer(await deleteAnnotations(context, call.req.param('table'), ids))
  })
  return app
}
