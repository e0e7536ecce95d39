import { z } from 'zod'
import type { Session } from '../databases'
import { identifier } from './identifier'

/** Rows of one of CAVE's own tables: the columns that the schema names, from what `from` says after FROM. */
export const readRows = async <Shape extends z.ZodRawShape>(
  session: Session,
  schema: z.ZodObject<Shape>,
  from: string,
  values: readonly unknown[] = [],
): Promise<readonly z.infer<z.ZodObject<Shape>>[]> => {
  const columns = Object.keys(schema.shape).map(identifier).join(', ')
  return z.array(schema).parse((await session.query(`SELECT ${columns} FROM ${from}`, values)).rows)
}
