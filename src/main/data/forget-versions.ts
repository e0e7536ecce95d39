/** Statements that remove versions' rows, in the order that their references allow. `which` is a condition on analysisversion. */
export const forgetVersions = (which: string): readonly string[] => {
  const those = `(SELECT id FROM analysisversion WHERE ${which})`
  return [
    `DELETE FROM version_error WHERE analysisversion_id IN ${those}`,
    `DELETE FROM analysistables WHERE analysisversion_id IN ${those}`,
    `UPDATE analysisversion SET parent_version = NULL WHERE parent_version IN ${those}`,
    `DELETE FROM analysisversion WHERE ${which}`,
  ]
}
