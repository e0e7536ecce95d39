import { expect, test } from 'vitest'
import { workerNews } from '../../../src/main/fleet/materialize-log'

/** Lines of a good run, as CAVE-FACTS 7 records them. */
const run = `
orchestration:run_complete_workflow[1b4e]: Created version 1 for fake_datastack (expires: 2026-11-28 01:06:29.039660)
Task process:ingest_new_annotations[1b4e] succeeded in 0.2526231269998789s: {'Table name': 'my_cave_table'}
orchestration:run_complete_workflow[1b4e]: Looking up expired root ids since: 2026-11-23
workflow:create_analysis_database[1b4e]: Creating new materialized database fake_datastack__mat1
Task workflow:merge_tables[1b4e] succeeded in 0.02s: 'Number of rows copied: 2'
workflow:check_tables[1b4e]: Table my_cave_table counts - Live: 2, Materialized: 2
Task workflow:set_version_status[1b4e] succeeded in 0.0178s: 'Mat db version 1 to AVAILABLE'`

const news = (text: string) => text.split('\n').flatMap((line) => workerNews({ text: line }) ?? [])

test('the stages of a run come in order, each further than the one before', () => {
  const stages = news(run)
  const middle = Array<string>(5).fill('stage')
  expect(stages.map((each) => each.kind)).toEqual(['numbered', ...middle, 'available'])
  const progress = stages.flatMap((each) => ('progress' in each ? [each.progress] : []))
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(new Set(progress).size).toBe(7)
})

test('a skipped run and one that died tell why', () => {
  expect(
    news(
      "x: run_complete_workflow for fake_datastack is already running (lease held by b'77'); skipping duplicate execution 9.",
    ),
  ).toEqual([{ kind: 'skipped', task: '9', why: "lease held by b'77'" }])
  expect(
    news(
      "Task orchestration:run_complete_workflow[u] raised unexpected: HTTPError('500 Server Error: 404 table')",
    ),
  ).toEqual([{ kind: 'died', task: 'u', why: "HTTPError('500 Server Error: 404 table')" }])
})

test('when a run is taken, has its number, cuts sessions, has its version, and ends is told, of which run', () => {
  expect(news('Task orchestration:run_complete_workflow[1b4e-2] received')).toEqual([
    { kind: 'taken', task: '1b4e-2' },
  ])
  expect(news(run)).toMatchObject([
    { kind: 'numbered', task: '1b4e', version: 1 },
    {},
    {},
    {},
    {},
    {},
    { version: 1 },
  ])
  // The copy that begins has cut nobody who may come back yet.
  expect(news('Task workflow:create_analysis_database[u] received')).toEqual([])
  expect(news('Task workflow:create_analysis_database[u] succeeded in 0.17s: True')).toEqual([
    { kind: 'cut' },
  ])
  expect(news('Task orchestration:run_complete_workflow[u] succeeded in 1.4s: None')).toEqual([
    { kind: 'ended', task: 'u' },
  ])
  expect(news('[2026-11-26 17:06:35,347: INFO/MainProcess] worker.all@9b5029baa5e1 ready.')).toEqual([
    { kind: 'started' },
  ])
})

test('a task of the chain that raises has failed the version, whichever task it is', () => {
  for (const task of ['create_analysis_database', 'create_materialized_metadata'])
    expect(news(`Task workflow:${task}[u] raised unexpected: ProgrammingError('exists')`)).toEqual([
      { kind: 'failed', why: "ProgrammingError('exists')" },
    ])
})

const syntaxError = String.raw`ProgrammingError('(psycopg2.errors.SyntaxError) syntax error at or near "select"\nLINE 5:   select\n   ^\n')`

test.each([
  `Task workflow:merge_tables[9449f1df] retry: Retry in 180s: ${syntaxError}`,
  `Task workflow:drop_tables[9449f1df] raised unexpected: ${syntaxError}`,
])('a statement that PostgreSQL does not understand stops a run, be it tried again or not: %s', (line) => {
  expect(news(line)).toEqual([{ kind: 'stuck', why: 'syntax error at or near "select"' }])
})

test.each([
  'workflow:add_indices[u]: Failed to prepare index creation tasks: Replaced by new task',
  'Request ended with error: Replaced by new task',
  '(psycopg2.OperationalError) server closed the connection unexpectedly',
  'Task workflow:add_indices[u] ignored',
])('the false alarm "%s" of good runs is none', (text) => {
  expect(workerNews({ text })).toBeUndefined()
})
