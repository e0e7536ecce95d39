import { toPython } from '../annotations/python'

/** Ids as Python's own integers, which hold all 64 bits. */
const list = (ids: readonly string[]): string => `[${ids.join(', ')}]`

const momentOf = (time: number): string =>
  `datetime.datetime.fromisoformat("${new Date(time).toISOString().replace('Z', '+00:00')}")`

export const rootCode = (id: string, time: number | null): string =>
  `client.chunkedgraph.get_root_id(${id}${time === null ? '' : `, timestamp=${momentOf(time)}`})`

/** A supervoxel is in one level-2 node; a root is made of some. */
export const level2Code = (id: string, isSupervoxel: boolean): string =>
  isSupervoxel
    ? `client.chunkedgraph.get_root_id(${id}, level2=True)`
    : `client.chunkedgraph.get_leaves(${id}, stop_layer=2)`

export const leavesCode = (id: string): string => `client.chunkedgraph.get_leaves(${id})`

export const bornCode = (root: string): string =>
  `client.chunkedgraph.get_root_timestamps(${list([root])}), client.chunkedgraph.is_latest_roots(${list([root])})`

export const lineageCode = (root: string): string => `client.chunkedgraph.get_lineage_graph(${root})`

/** All rows that the newest version holds on a root. */
export const onRootCode = (table: string, column: string, root: string): string =>
  `client.materialize.query_table(${toPython(table)}, filter_equal_dict={${toPython(column)}: ${root}})`
