import type { Column } from '../../shared/domain/annotation'
import { toPython } from './python'
import { rowsCode, type RowsQuery } from './rows-code'

const isPosition = ({ kind, name }: Column): boolean => kind === 'point' && name.endsWith('_position')

/** The rows as they are filtered and sorted; each position in three columns, as it can be read back. */
export const toCsvCode = (columns: readonly Column[], query: RowsQuery): string => {
  const lines = rowsCode(columns, query, ', split_positions=True').split('\n')
  const last = lines.at(-1) ?? ''
  return [...lines.slice(0, -1), `${last}.to_csv(${toPython(`${query.table}.csv`)}, index=False)`].join('\n')
}

/** A text stays one, be it "12" or "NA"; a whole number of 64 bits keeps its digits beside empty cells. */
const reading = (written: readonly Column[]): string => {
  const texts = written.filter(({ kind }) => kind === 'text').map(({ name }) => `${toPython(name)}: str`)
  return [
    ...(texts.length === 0 ? [] : [`dtype={${texts.join(', ')}}`]),
    'dtype_backend="numpy_nullable", keep_default_na=False, na_values=[""]',
  ].join(', ')
}

/** A file as the line above writes it, as new rows of a table: what CAVE itself writes is left out. */
export const fromCsvCode = (columns: readonly Column[], table: string): string => {
  const written = columns.filter(({ editable }) => editable)
  const positions = written.filter(isPosition).map(({ name }) => name)
  const joined = positions.map(
    (name) =>
      `rows[${toPython(name)}] = rows[${toPython(['x', 'y', 'z'].map((axis) => `${name}_${axis}`))}].values.tolist()`,
  )
  const kept = toPython(written.map(({ name }) => name))
  return [
    `rows = pd.read_csv(${toPython(`${table}.csv`)}, ${reading(written)})`,
    ...joined,
    `rows = rows[[name for name in ${kept} if name in rows]]`,
    'rows = rows.astype(object).where(rows.notna(), None)',
    `client.annotation.post_annotation_df(${toPython(table)}, rows, position_columns=${toPython(positions)})`,
  ].join('\n')
}
