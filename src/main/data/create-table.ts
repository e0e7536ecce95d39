import { z } from 'zod'
import type { Given } from '../../shared/contract'
import type { Table } from '../../shared/domain/annotation'
import { Failure } from '../../shared/errors'
import { removeTable } from './remove-table'
import { fitsSchema } from './schemas'
import type { Session } from './session'
import { checkTableName } from './table-names'
import { newTable } from './table-requests'
import { tableNamed } from './tables'

const otherColumns = ({ name, schemaType }: Given<'tables.create'>, isLeft: boolean): Failure =>
  new Failure({
    code: 'BAD_INPUT',
    what: `The table "${name}" was not made.`,
    why: `There was a table of this name with another schema: the services keep its columns in mind, and CAVE made those, not the ones of ${schemaType}.${isLeft ? ' The table with the wrong columns could not be taken away again.' : ''}`,
    fix: `Restart annotation, mat and mat-worker in Services, then make it again; or choose another name.${isLeft ? ' Delete the table first.' : ''}`,
  })

/** CAVE is asked for it as any client asks; what it made is looked at. */
export const createTable = async (
  session: Session,
  given: Given<'tables.create'>,
  signal: AbortSignal,
): Promise<Table> => {
  const { volume, cave, schemas, connection } = session
  await checkTableName(volume, given.name)
  const fields = await schemas.fields(given.schemaType, signal)
  await cave.ask(z.unknown(), newTable(connection.alignedVolume, given), signal)
  const made = await tableNamed(session, given.name, signal)
  if (fitsSchema(made.columns, fields)) return made
  const isLeft = await removeTable(session, given.name).then(
    () => false,
    () => true,
  )
  throw otherColumns(given, isLeft)
}
