/**
 * caveclient has no call that makes a version; its session sends the request that does, with the client's address and token. It is
 * accepted at once, and the version is there some seconds later.
 */
export const materializeCode = `mat = client.materialize
path = f"/materialize/api/v2/materialize/run/complete_workflow/datastack/{client.datastack_name}"
mat.session.post(mat.server_address + path, params={"days_to_expire": 5, "merge_tables": "true"}).raise_for_status()`

/** Versions as they are made: RUNNING, then AVAILABLE. */
export const versionsCode = 'client.materialize.get_versions_metadata(expired=True)'

/** What caveclient cannot do at all: the panel's own verbs, for a shell. */
export const shellVerbs = {
  up: 'up',
  reset: 'reset',
  resetClean: 'reset --clean',
  rebuildGraph: 'graph rebuild',
  setBaseline: 'baseline set',
} as const

export type ShellVerb = keyof typeof shellVerbs
