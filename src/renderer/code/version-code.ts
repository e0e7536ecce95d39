import { toPython } from './python'

/** A version's table, as it was frozen. */
export const snapshotCode = (table: string, version: number): string =>
  `client.materialize.query_table(${toPython(table)}, materialization_version=${String(version)})`

/** Cells as plain values: pandas' own kinds of nothing equal not even themselves. */
const frames = (from: number, to: number): string => `def rows_of(version):
    rows = client.materialize.query_table(table, materialization_version=version, split_positions=True)
    return rows.astype(object).where(rows.notna(), None).set_index("id")

before, after = rows_of(${String(from)}), rows_of(${String(to)})`

/** From each row of the earlier version to the one of the later that came of it, an edit at a time. */
const follow = (earlier: string, later: string): string => `kept = {row: row for row in ${earlier}.index}
while open := [at for at in kept.values() if at is not None and at not in ${later}.index]:
    read = {each["id"]: each["superceded_id"] for each in client.annotation.get_annotation(table, open)}
    kept = {row: read.get(at) if at in open else at for row, at in kept.items()}
kept = {row: at for row, at in kept.items() if at is not None}`

/**
 * Two versions, cell by cell. An edited row has another id in the later one: superceded_id leads to it. Leaves `added`, `removed` and
 * `changed`, which has of each changed cell what it said before (self) and says after (other).
 */
export const compareCode = (table: string, from: number, to: number): string => {
  const isForward = from <= to
  const [earlier, later] = isForward ? ['before', 'after'] : ['after', 'before']
  const [ofBefore, ofAfter] = isForward ? ['list(kept)', 'now'] : ['now', 'list(kept)']
  return `table = ${toPython(table)}
${frames(from, to)}

${follow(earlier, later)}
now = list(kept.values())

added, removed = after.drop(${ofAfter}), before.drop(${ofBefore})
changed = before.loc[${ofBefore}].set_axis(now).compare(after.loc[${ofAfter}].set_axis(now))
print(len(added), "added,", len(removed), "removed,", len(changed), "changed")
changed`
}
