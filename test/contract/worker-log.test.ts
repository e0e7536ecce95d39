import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startPracticeForTest, type PracticeForTest } from '../support/practice'
import { readSessions, recordings } from './exchange'
import { openReplay } from './replay'

const entry = z.object({ text: z.string() })

/** What a line says, without its clock, process, task id and duration. Bare lines repeat the formatted ones (CAVE-FACTS 7). */
const said = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => /^\[\d{4}-/.test(line))
    .map((line) =>
      line
        .replace(/^\[[^\]]*\] /, '')
        .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<id>')
        .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?/g, '<time>')
        .replace(/succeeded in [\d.e-]+s: .*/, 'succeeded'),
    )

let genuine: string[]
let practice: string[]
let fleet: PracticeForTest | undefined

beforeAll(async () => {
  genuine = said((await readFile(join(recordings, 'worker.log'), 'utf8')).split('\n'))
  fleet = await startPracticeForTest()
  const send = openReplay(fleet.address)
  for (const calls of (await readSessions()).values())
    for (const { http } of calls) for (const exchange of http) await send(exchange)
  const answer = await fetch(`${fleet.address}/practice/logs?service=mat-worker&tail=1000`, {
    headers: { authorization: `Bearer ${fleet.practice.controlToken}` },
  })
  const lines = (await answer.text()).trim().split('\n')
  practice = said(lines.map((line) => entry.parse(JSON.parse(line)).text))
})
afterAll(() => fleet?.stop())

const tasks = (lines: readonly string[]): string[] => lines.filter((line) => line.endsWith(' succeeded'))

test('the tasks of both workflows end in the recorded order', () => {
  const found = tasks(practice)
  expect(found.length).toBeGreaterThan(12)
  let from = 0
  const recorded = tasks(genuine)
  const missing = found.filter((line) => {
    const at = recorded.indexOf(line, from)
    if (at >= 0) from = at + 1
    return at < 0
  })
  expect(missing).toEqual([])
})

test('whatever the worker says, the genuine one says too, in the same words', () => {
  expect(practice.filter((line) => !genuine.includes(line))).toEqual([])
})

test('the lines that tell of a version are there', () => {
  for (const version of [1, 2])
    expect(practice).toEqual(
      expect.arrayContaining([
        `orchestration:run_complete_workflow[<id>]: Created version ${String(version)} for fake_datastack (expires: <time>)`,
        `workflow:create_analysis_database[<id>]: Creating new materialized database fake_datastack__mat${String(version)}`,
        'workflow:check_tables[<id>]: Table my_cave_table counts - Live: 2, Materialized: 2',
        'orchestration:run_complete_workflow[<id>]: Workflow: <id> is complete True',
      ]),
    )
})
