import type { Asked } from '../../shared/contract'
import { toPython } from './python'

type Body = Readonly<Record<string, unknown>>

/** An id as a Python number: Python's integers hold all 64 bits. */
const ids = (list: readonly string[]): string => `[${list.join(', ')}]`

export const addCode = (table: string, body: Body): string =>
  `client.annotation.post_annotation(${toPython(table)}, [${toPython(body)}])`

export const editCode = (table: string, head: string, body: Body): string => {
  const fields = toPython(body).slice(1, -1)
  return `client.annotation.update_annotation(${toPython(table)}, {"id": ${head}${fields === '' ? '' : `, ${fields}`}})`
}

export const deleteCode = (table: string, list: readonly string[]): string =>
  `client.annotation.delete_annotation(${toPython(table)}, ${ids(list)})`

export const readCode = (table: string, list: readonly string[]): string =>
  `client.annotation.get_annotation(${toPython(table)}, ${ids(list)})`

const now = 'timestamp=datetime.datetime.now(datetime.timezone.utc)'

const filterArguments: Readonly<Record<'contains' | 'equals' | 'less' | 'greater', string>> = {
  contains: 'filter_regex_dict',
  equals: 'filter_equal_dict',
  less: 'filter_less_dict',
  greater: 'filter_greater_dict',
}

/** What caveclient asks for the rows of the live table: edits included, as `live_query` does not. */
export const queryCode = ({ table, filters = [] }: Asked<'annotations.page'>): string => {
  const conditions = filters.map(
    ({ column, operator, value }) =>
      `, ${filterArguments[operator]}={${toPython(table)}: {${toPython(column)}: ${toPython(value)}}}`,
  )
  return `client.materialize.live_live_query(${toPython(table)}, ${now}, allow_missing_lookups=True${conditions.join('')})`
}
