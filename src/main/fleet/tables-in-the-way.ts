import { z } from 'zod'
import { isReservedWord } from '../../shared/domain/reserved-words'
import { Failure } from '../../shared/errors'
import type { Session } from './sessions'

const inTheWay = z.object({ name: z.string(), reserved: z.boolean(), gone: z.boolean() })

/** A workflow would stop at the first of them, and hang: asked before one is begun. */
export const refuseTablesInTheWay = async (live: Session): Promise<void> => {
  const [first] = await live.rows(
    inTheWay,
    `select * from (
       select id, table_name as name, ${isReservedWord('table_name::text')} as reserved,
         to_regclass(quote_ident(table_name)) is null as gone
       from annotation_table_metadata where valid) as frozen
     where reserved or gone order by id limit 1`,
  )
  if (first === undefined) return
  const { name, reserved, gone } = first
  throw new Failure({
    code: 'BAD_INPUT',
    what: `No version can be made while ${gone ? 'CAVE lists' : 'there is'} a table "${name}".`,
    why: reserved
      ? `“${name}” is a reserved word of SQL, and the MaterializationEngine does not quote the names of tables: its workflow would hang at this one.`
      : `The database has no relation "${name}": it was dropped by hand. The MaterializationEngine looks into every table that CAVE lists: its workflow would hang at this one.`,
    fix: `Nothing was begun. Look at the table "${name}" in Annotations: ${
      gone
        ? 'its relation is gone from the database. Delete its entry there, and materialize again.'
        : 'save its rows as CSV if you want them, delete the table there, and materialize again. A new table of another name takes the rows back.'
    }`,
  })
}
