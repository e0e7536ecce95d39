import type { TableColumn } from '../annotation/columns'
import { identifier } from '../annotation/identifier'
import { pythonText } from '../annotation/python-text'
import { aborted, raised } from '../annotation/refusal'
import type { Source } from './source'

/** One column of the answer. */
export interface SelectedColumn {
  readonly source: Source
  readonly column: TableColumn
  /** Its name in the answer; a position `p` answers as p_x, p_y and p_z. */
  readonly label: string
}

/** Columns to select, by table, in the order of the answer. */
export type Selection = ReadonlyMap<Source, readonly string[]>

const defaultSuffixes = ['x', 'y', 'z', 'xx', 'yy', 'zz', 'xxx', 'yyy', 'zzz']

const notThere = (source: Source, name: string): Error =>
  raised(`${name} not in model or models for ${source.name}`)

/** A root id brings its supervoxel id along, as the genuine service selects it. */
export const withSupervoxels = (source: Source, names: readonly string[]): readonly string[] => {
  const selected: string[] = []
  for (const name of names) {
    if (!source.columns.some((column) => column.name === name)) throw notThere(source, name)
    const supervoxel = name.endsWith('root_id') ? name.replace(/root_id$/, 'supervoxel_id') : name
    for (const each of [supervoxel, name]) {
      if (!selected.includes(each) && source.columns.some((column) => column.name === each))
        selected.push(each)
    }
  }
  return selected
}

export const everyColumn = (source: Source): readonly string[] => source.columns.map((column) => column.name)

/** Where a deprecated flat list names columns of a join: each is taken from the first table that has it. */
export const fromAnyTable = (sources: readonly Source[], names: readonly string[]): Selection => {
  const found = new Map<Source, string[]>()
  for (const name of names) {
    const source = sources.find((each) => each.columns.some((column) => column.name === name))
    if (source === undefined) throw aborted(400, `column ${name} not found in any table referenced`)
    found.set(source, [...(found.get(source) ?? []), name])
  }
  return new Map([...found].map(([source, list]) => [source, withSupervoxels(source, list)]))
}

/** Names the columns of the answer: those that several tables have get their table's suffix. */
export const labelled = (
  selection: Selection,
  suffixes: Readonly<Record<string, string>>,
): readonly SelectedColumn[] => {
  const given = Object.values(suffixes)
  if (new Set(given).size !== given.length) throw raised(`Duplicate suffixes set in ${pythonText(suffixes)}`)
  const names = [...selection.values()].flat()
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...selection].flatMap(([source, list], table) => {
    const suffix = suffixes[source.name] ?? defaultSuffixes[table] ?? String(table)
    return list.map((name) => {
      const column = source.columns.find((each) => each.name === name)
      if (column === undefined) throw notThere(source, name)
      return { source, column, label: twice.has(name) ? name + suffix : name }
    })
  })
}

/** The header that tells the client which column of which table became which of the answer. */
export const columnNames = (selected: readonly SelectedColumn[]): Record<string, Record<string, string>> => {
  const names: Record<string, Record<string, string>> = {}
  for (const { source, column, label } of selected) {
    const ofTable = names[source.name] ?? {}
    ofTable[column.name] = label
    names[source.name] = ofTable
  }
  return names
}

/** One equation of a join: [table, column, joined table, its column]. */
export type Join = readonly [string, string, string, string]

/** `FROM` of the sources; each join adds one table. */
export const fromClause = (sources: readonly Source[], joins: readonly Join[], sample?: number): string => {
  const [first, ...others] = sources
  if (first === undefined) throw raised('no table to query')
  const sampled =
    sample === undefined
      ? first.sql
      : `(SELECT * FROM ${first.sql} AS s ORDER BY random() LIMIT ${String(sample)})`
  const parts = [`${sampled} AS ${identifier(first.name)}`]
  for (const source of others) {
    const on = joins.filter((join) => join[2] === source.name).map((join) => equation(sources, join))
    parts.push(`JOIN ${source.sql} AS ${identifier(source.name)} ON ${on.join(' AND ')}`)
  }
  return parts.join(' ')
}

const equation = (sources: readonly Source[], [table, column, joined, other]: Join): string => {
  for (const [name, each] of [
    [table, column],
    [joined, other],
  ] as const) {
    const known = sources.find((source) => source.name === name)?.columns.some((found) => found.name === each)
    if (known !== true) throw raised(pythonText(each))
  }
  return `${identifier(table)}.${identifier(column)} = ${identifier(joined)}.${identifier(other)}`
}
