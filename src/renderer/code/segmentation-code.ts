import { idList, pythonMoment, toPython } from './python'

/** `time`: milliseconds since 1970; null: now. */
const at = (time: number | null): string =>
  time === null ? '' : `, timestamp=${pythonMoment(new Date(time).toISOString())}`

export const rootCode = (id: string, time: number | null): string =>
  `client.chunkedgraph.get_root_id(${id}${at(time)})`

/** Roots of many at once; before its root was born a supervoxel comes back itself. */
export const rootsCode = (ids: readonly string[], time: number | null): string =>
  `client.chunkedgraph.get_roots(${idList(ids)}${at(time)})`

/** A supervoxel is in one level-2 node; a root is made of some. */
export const level2Code = (id: string, isSupervoxel: boolean): string =>
  isSupervoxel
    ? `client.chunkedgraph.get_root_id(${id}, level2=True)`
    : `client.chunkedgraph.get_leaves(${id}, stop_layer=2)`

export const leavesCode = (id: string): string => `client.chunkedgraph.get_leaves(${id})`

export const bornCode = (root: string): string =>
  `client.chunkedgraph.get_root_timestamps(${idList([root])}), client.chunkedgraph.is_latest_roots(${idList([root])})`

export const lineageCode = (root: string): string => `client.chunkedgraph.get_lineage_graph(${root})`

/** All rows that the newest version holds on a root. A client keeps to the one that was the newest when it first asked. */
export const onRootCode = (table: string, column: string, root: string): string =>
  `client.materialize.query_table(${toPython(table)}, filter_equal_dict={${toPython(column)}: ${root}}, materialization_version=client.materialize.most_recent_version())`
