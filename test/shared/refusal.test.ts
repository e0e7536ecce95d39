import { expect, test } from 'vitest'
import { refusalOf } from '../../src/shared/refusal'

test('a row that refers to none is told with the table that it refers to', () => {
  const said =
    '(psycopg2.errors.ForeignKeyViolation) insert or update on table "my_refs" violates foreign key constraint "my_refs_target_id_fkey"\\nDETAIL:  Key (target_id)=(999) is not present in table "my_cave_table".\\n\\n[SQL: INSERT INTO my_refs (created) VALUES (now())]'
  for (const text of [said, JSON.stringify({ message: said })])
    expect(refusalOf('The row was not added.', 404, text).info).toMatchObject({
      code: 'CAVE_REFUSED',
      why: 'target_id refers to a row of the table my_cave_table, and 999 is the id of none.',
      fix: 'Use an id that the table my_cave_table has.',
    })
})
