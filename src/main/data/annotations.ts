import { z } from 'zod'
import type { Answer, Given } from '../../shared/contract'
import { Failure } from '../../shared/errors'
import { bodyOf, toBody, type Body } from './annotation-body'
import type { Relation } from './catalogue'
import { findHeads, noSuchRow } from './lineage'
import { rowsById } from './page'
import { Refusal } from '../../shared/refusal'
import type { Session } from './session'
import { annotationsPath } from './table-requests'
import { writableTable } from './tables'

const rowsARequest = 1_000
/** Each try lost means that somebody else edited in those milliseconds. */
const triesOfAnEdit = 5

const id = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String)
const ids = z.array(id)

const pathOf = ({ connection }: Session, table: string): string =>
  annotationsPath(connection.alignedVolume, table)

const inBatches = <T>(all: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / rowsARequest) }, (_, index) =>
    all.slice(index * rowsARequest, (index + 1) * rowsARequest),
  )

/** Says how far it came: batches before the failed one stay. */
const partly = (error: unknown, done: number, verb: string): unknown => {
  if (done === 0 || !(error instanceof Failure)) return error
  const what = `${error.info.what} The first ${String(done)} were ${verb}.`
  return new Failure({ ...error.info, what }, { cause: error })
}

export const addAnnotations = async (
  session: Session,
  { table, annotations }: Given<'annotations.add'>,
  signal: AbortSignal,
): Promise<Answer<'annotations.add'>> => {
  const { columns } = await writableTable(session, table, signal)
  const bodies = annotations.map((each) => toBody(table, columns, each))
  const added: string[] = []
  for (const batch of inBatches(bodies)) {
    const what = `Annotations were not added to "${table}".`
    const request = {
      method: 'POST',
      path: pathOf(session, table),
      body: { annotations: batch },
      what,
    } as const
    try {
      added.push(...(await session.cave.ask(ids, request, signal)))
    } catch (error) {
      throw partly(error, added.length, 'added')
    }
  }
  return { ids: added }
}

const put = async (session: Session, table: string, head: string, body: Body, signal: AbortSignal) => {
  const answer = await session.cave.ask(
    z.record(z.string(), id),
    {
      method: 'PUT',
      path: pathOf(session, table),
      body: { annotations: [{ id: BigInt(head), ...body }] },
      what: `Annotation ${head} of "${table}" was not edited.`,
    },
    signal,
  )
  return { head, newId: answer[head] ?? head }
}

const editHead = async (
  session: Session,
  relation: Relation,
  { id: asked, fields }: Given<'annotations.edit'>,
  signal: AbortSignal,
) => {
  const [found] = await findHeads(session.volume, relation.name, [asked])
  if (found === undefined) throw noSuchRow(relation.name, asked)
  const row = (await rowsById(session.volume, relation, [found.head])).get(found.head)
  if (row === undefined) throw noSuchRow(relation.name, found.head)
  const body = { ...bodyOf(relation.columns, row), ...toBody(relation.name, relation.columns, fields) }
  return put(session, relation.name, found.head, body, signal)
}

/** CAVE refuses to edit a superseded row (409): when another edit was quicker, the new head is looked for again. */
export const editAnnotation = async (
  session: Session,
  given: Given<'annotations.edit'>,
  signal: AbortSignal,
): Promise<Answer<'annotations.edit'>> => {
  const relation = await writableTable(session, given.table, signal)
  for (let left = triesOfAnEdit; ; left -= 1) {
    try {
      return await editHead(session, relation, given, signal)
    } catch (error) {
      if (left <= 1 || !(error instanceof Refusal) || error.status !== 409) throw error
    }
  }
}

/**
 * Deletes the heads of the lineages named. Never a superseded row, nor one that is deleted already: CAVE would move its
 * `deleted` stamp and so change history (CAVE-FACTS 6).
 */
export const deleteAnnotations = async (
  session: Session,
  { table, ids: asked }: Given<'annotations.delete'>,
  signal: AbortSignal,
): Promise<Answer<'annotations.delete'>> => {
  const relation = await writableTable(session, table, signal)
  const found = await findHeads(session.volume, relation.name, asked)
  const known = new Set(found.map((each) => each.asked))
  const unknown = asked.find((each) => !known.has(BigInt(each).toString()))
  if (unknown !== undefined) throw noSuchRow(table, unknown)
  const live = [...new Set(found.filter(({ deleted }) => !deleted).map(({ head }) => head))]
  const gone: string[] = []
  for (const batch of inBatches(live)) {
    const body = { annotation_ids: batch.map(BigInt) }
    const what = `Annotations of "${table}" were not deleted.`
    const request = { method: 'DELETE', path: pathOf(session, table), body, what } as const
    try {
      gone.push(...(await session.cave.ask(ids, request, signal)))
    } catch (error) {
      throw partly(error, gone.length, 'deleted')
    }
  }
  return { ids: gone }
}
