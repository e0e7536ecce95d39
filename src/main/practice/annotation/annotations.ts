import { DatabaseError } from 'pg'
import { z } from 'zod'
import type { PracticeContext } from '../context'
import type { Session } from '../databases'
import { decodePoint } from '../geometry'
import { columnList, tableColumns, type TableColumn } from './columns'
import { exactFloat } from './exact-json'
import { identifier } from './identifier'
import { pythonText } from './python-text'
import { aborted, answered, databaseText, raised, Refusal } from './refusal'
import { openTable } from './table-metadata'
import { sqlNow, stringTime } from './timestamps'
import { annotationReader, type StoredValue } from './validation'

/** The genuine service takes this many annotations in one request. */
const insertLimit = 10_000

const crud = new Set(['id', 'created', 'deleted', 'superceded_id', 'valid'])

/** Errors inside a write get the code that the genuine handler aborts with: 404 for an insert, 400 for an update. */
const during = (code: number, error: unknown): Error => {
  if (error instanceof DatabaseError) return aborted(code, databaseText(error))
  if (!(error instanceof Refusal)) return error instanceof Error ? error : raised(String(error))
  return /^4\d\d /.test(error.message) ? error : aborted(code, error.message)
}

const anyId = z.looseObject({ id: z.union([z.string(), z.number(), z.bigint()]).nullish() })

/** The id that the client chose; as in Python, 0 and "" are none. */
const givenId = (annotation: unknown): StoredValue => {
  const parsed = anyId.safeParse(annotation)
  const id = parsed.success ? parsed.data.id : null
  return id === undefined || id === null || id === 0 || id === '' ? null : String(id)
}

const touch = (session: Session, table: string): Promise<unknown> =>
  session.query(`UPDATE annotation_table_metadata SET last_modified = ${sqlNow} WHERE table_name = $1`, [
    table,
  ])

/** Writes rows in one statement; `created` advances within it. The new ids, in the order given. */
const insertRows = async (
  session: Session,
  table: string,
  columns: readonly TableColumn[],
  rows: readonly { readonly id: StoredValue; readonly values: ReadonlyMap<string, StoredValue> }[],
): Promise<readonly bigint[]> => {
  const stored = columns.filter((column) => !crud.has(column.name))
  const list = stored.map((column) => `, ${identifier(column.name)}`).join('')
  const name = identifier(table)
  const inserted = await session.query<{ id: string }>(
    `INSERT INTO ${name} (id, created, valid${list})
     SELECT coalesce(id, nextval(pg_get_serial_sequence($2, 'id'))), ${sqlNow}, true${list}
     FROM json_populate_recordset(NULL::${name}, $1) RETURNING id`,
    [JSON.stringify(rows.map(({ id, values }) => ({ ...Object.fromEntries(values), id }))), name],
  )
  return inserted.rows.map((row) => BigInt(row.id))
}

/** Stores all of them or none; their ids. */
export const insertAnnotations = async (
  context: PracticeContext,
  table: string,
  annotations: readonly unknown[],
): Promise<readonly bigint[]> => {
  const metadata = await openTable(context, table)
  if (annotations.length > insertLimit) {
    throw aborted(
      413,
      `${String(insertLimit)} -> The insertion limit is ${String(insertLimit)}, ${String(annotations.length)} were attempted to be inserted`,
    )
  }
  if (annotations.length === 0) return []
  try {
    const read = annotationReader(context.schemas, metadata.schema_type)
    const rows = annotations.map((annotation) => {
      const loaded = read(annotation)
      if (!loaded.ok) throw aborted(422, pythonText(loaded.messages))
      return { id: givenId(annotation), values: loaded.values }
    })
    return await context.live.transaction(async (session) => {
      const ids = await insertRows(session, table, tableColumns(context.schemas, metadata).annotation, rows)
      await touch(session, table)
      return ids
    })
  } catch (error) {
    throw during(404, error)
  }
}

const shownValue = (column: TableColumn, text: string | null): unknown => {
  if (column.type === 'timestamp') return stringTime(text)
  if (text === null) return null
  if (column.type === 'bigint' || column.type === 'integer') return BigInt(text)
  if (column.type === 'float8') return exactFloat(Number(text))
  if (column.type === 'boolean') return text === 't'
  return column.type === 'geometry' ? (decodePoint(text)?.map(Math.trunc) ?? null) : text
}

/** Rows by id, superseded and deleted ones too: the audit log. Unknown ids are just missing. */
export const getAnnotations = async (
  context: PracticeContext,
  table: string,
  ids: readonly string[],
): Promise<readonly Record<string, unknown>[]> => {
  const columns = tableColumns(context.schemas, await openTable(context, table)).annotation
  const rows = await context.live.textRows(
    `SELECT ${columnList(columns)} FROM ${identifier(table)} WHERE id = ANY($1::bigint[])`,
    [ids],
  )
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, shownValue(column, row[index] ?? null)])),
  )
}

export const countAnnotations = async (context: PracticeContext, table: string): Promise<number> => {
  await openTable(context, table)
  const found = await context.live.query<{ count: string }>(`SELECT count(*) FROM ${identifier(table)}`)
  return Number(found.rows[0]?.count)
}

/** Supersedes one row: the new one is created a moment before the old one is marked. */
const supersede = async (
  session: Session,
  table: string,
  columns: readonly TableColumn[],
  id: string,
  values: ReadonlyMap<string, StoredValue>,
): Promise<bigint> => {
  const found = await session.query<{ superceded_id: string | null }>(
    `SELECT superceded_id FROM ${identifier(table)} WHERE id = $1 FOR UPDATE`,
    [id],
  )
  const old = found.rows[0]
  if (old === undefined) throw aborted(400, 'No row was found for one()')
  if (old.superceded_id !== null) {
    const newer = old.superceded_id
    throw aborted(
      409,
      `Error update ID ${id} -> Annotation with ID ${id} has already been superseded by annotation ID ${newer}, update annotation ID ${newer} instead`,
    )
  }
  const [created] = await insertRows(session, table, columns, [{ id: null, values }])
  if (created === undefined) throw raised('the new row was not stored')
  await session.query(
    `UPDATE ${identifier(table)} SET deleted = ${sqlNow}, superceded_id = $2, valid = false WHERE id = $1`,
    [id, String(created)],
  )
  return created
}

/** Replaces rows, all of them or none: old id to new id. A deleted row comes back as a new valid one (CAVE-FACTS 6). */
export const updateAnnotations = async (
  context: PracticeContext,
  table: string,
  annotations: readonly unknown[],
): Promise<Record<string, bigint>> => {
  const metadata = await openTable(context, table)
  const columns = tableColumns(context.schemas, metadata).annotation
  const read = annotationReader(context.schemas, metadata.schema_type)
  try {
    return await context.live.transaction(async (session) => {
      const newIds: Record<string, bigint> = {}
      for (const annotation of annotations) {
        const id = givenId(annotation)
        if (id === null) throw raised(`'str' object has no attribute 'items'`)
        const loaded = read(annotation)
        if (!loaded.ok) throw aborted(422, pythonText(loaded.messages))
        newIds[id] = await supersede(session, table, columns, id, loaded.values)
      }
      await touch(session, table)
      return newIds
    })
  } catch (error) {
    throw during(400, error)
  }
}

/** Marks rows as deleted, again if they were; the ids that there are. */
export const deleteAnnotations = async (
  context: PracticeContext,
  table: string,
  ids: readonly (number | bigint)[],
): Promise<readonly bigint[]> => {
  await openTable(context, table)
  return context.live.transaction(async (session) => {
    const deleted = await session.query<{ id: string }>(
      `UPDATE ${identifier(table)} SET deleted = now.now, valid = false
       FROM (SELECT ${sqlNow} AS now) AS now WHERE id = ANY($1::bigint[]) RETURNING id`,
      [ids.map(String)],
    )
    if (deleted.rows.length === 0) {
      throw answered(404, `annotation_id ${pythonText(ids)} not in table ${table}`)
    }
    await touch(session, table)
    return deleted.rows.map((row) => BigInt(row.id))
  })
}
