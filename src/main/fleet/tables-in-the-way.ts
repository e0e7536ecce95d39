import { z } from 'zod'
import { isReservedWord } from '../practice/reserved-words'
import { Failure } from '../../shared/errors'
import type { Session } from './sessions'

const name = z.object({ name: z.string() })

/** A workflow would stop at the first of them, and hang: asked before one is begun. */
export const refuseTablesInTheWay = async (live: Session): Promise<void> => {
  const found = await live.rows(
    name,
    `select table_name as name from annotation_table_metadata where ${isReservedWord('table_name::text')} order by id`,
  )
  const [first] = found.map((each) => each.name)
  if (first === undefined) return
  throw new Failure({
    code: 'BAD_INPUT',
    what: `No version can be made while there is a table "${first}".`,
    why: `“${first}” is a reserved word of SQL, and the MaterializationEngine does not quote the names of tables: its workflow would hang at this one.`,
    fix: `Nothing was begun. Look at the table "${first}" in Annotations: save its rows as CSV if you want them, delete the table there, and materialize again. A new table of another name takes the rows back.`,
  })
}
