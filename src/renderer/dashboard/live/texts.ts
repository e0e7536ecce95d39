import { count, plural } from '../../components/format'

export const liveTexts = {
  title: 'Live table',
  choose: 'Table',
  about: (schema: string, description: string, voxel: readonly number[]): string =>
    [schema, description, `${voxel.join(' × ')} nm`].filter((part) => part !== '').join(' · '),
  rows: (rows: number): string => `${plural(rows, 'live row')}, newest first`,
  newest: (shown: number, written: number): string =>
    `The newest ${count(shown)} live rows; ${plural(written, 'row')} were ever written`,
  read: (time: string): string => `read at ${time}`,
  reading: 'Reading the live rows',
  noTables: 'No annotation table',
  noTablesAbout: 'A table that a client makes appears here by itself.',
  noRows: 'No live rows',
  noRowsAbout: 'A row that a client adds appears here within seconds.',
  waits: 'Roots of new rows are filled in by the next materialization.',
  tablesNotRead: 'The list of tables could not be read.',
  notRead: (table: string): string => `The rows of ${table} could not be read.`,
  rootsNotRead: 'The root ids could not be read.',
} as const
