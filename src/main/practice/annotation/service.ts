import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { PracticeContext, PracticeService } from '../context'
import {
  countAnnotations,
  deleteAnnotations,
  getAnnotations,
  insertAnnotations,
  openTable,
  updateAnnotations,
} from './annotations'
import { bodyRefusal, createTable } from './create-table'
import { exactAnswer, exactBody } from './exact-json'
import { aborted, refusalOf } from './refusal'
import { noticeHeader, readAllMetadata, shownMetadata, type TableMetadata } from './table-metadata'
import { deleteTable, updateTable } from './update-table'

const annotationsBody = z.object({ annotations: z.array(z.record(z.string(), z.unknown())) })
const integer = z.union([z.int(), z.bigint()])
const deletionBody = z.object({
  annotation_ids: z.array(
    z.union([
      integer,
      z
        .string()
        .regex(/^-?\d+$/)
        .transform(BigInt),
    ]),
  ),
})

const parsed = async <T>(schema: z.ZodType<T>, context: Context): Promise<T> => {
  const result = schema.safeParse(await exactBody(context))
  if (!result.success) throw bodyRefusal(result.error)
  return result.data
}

const warned = (answer: Response, { notice_text: notice }: TableMetadata): Response => {
  if (notice !== null) answer.headers.set('Warning', noticeHeader(`Table Owner Notice: ${notice}`))
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
export const annotationService: PracticeService = (context: PracticeContext) => {
  const app = new Hono()
  app.onError((error) => {
    const refusal = refusalOf(error)
    if (refusal.status >= 500) context.log('annotation', 'warning', refusal.message)
    return exactAnswer(refusal.body, refusal.status)
  })
  app.use(`${volume}/*`, async (call, next) => {
    const name = call.req.param('volume')
    if (name !== context.alignedVolume) throw aborted(400, `aligned volume: ${name} not valid`)
    await next()
  })
  app.get('/annotation/api/versions', (call) => call.json([2]))
  app.get('/health', (call) => call.json('healthy'))

  app.get(`${volume}/table`, async () => {
    const tables = await readAllMetadata(context.databases.pool(context.alignedVolume))
    return exactAnswer(tables.map((table) => table.table_name))
  })
  app.post(`${volume}/table`, async (call) =>
    call.body(await createTable(context, await exactBody(call)), 200, {
      'Content-Type': 'text/html; charset=utf-8',
    }),
  )
  app.put(`${volume}/table`, async (call) => exactAnswer(await updateTable(context, await exactBody(call))))

  app.get(`${volume}/table/:table`, async (call) => {
    const metadata = await openTable(context, call.req.param('table'))
    return warned(exactAnswer(shownMetadata(metadata), 201), metadata)
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
    const { annotations } = await parsed(annotationsBody, call)
    return exactAnswer(await insertAnnotations(context, call.req.param('table'), annotations))
  })
  app.put(rows, async (call) => {
    const { annotations } = await parsed(annotationsBody, call)
    return exactAnswer(await updateAnnotations(context, call.req.param('table'), annotations))
  })
  app.delete(rows, async (call) => {
    const { annotation_ids: ids } = await parsed(deletionBody, call)
    return exactAnswer(await deleteAnnotations(context, call.req.param('table'), ids))
  })
  return app
}
