import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { openTable } from '../../src/main/practice/annotation/table-metadata'
import type { PracticeContext } from '../../src/main/practice/context'
import {
  createSegmentationTable,
  ingestNewAnnotations,
} from '../../src/main/practice/materialize/segmentation-lookup'
import { insertVersion } from '../../src/main/practice/materialize/versions'
import { createWorkflow, type Lease } from '../../src/main/practice/materialize/workflow'
import { loggedRun } from '../../src/main/practice/materialize/workflow-log'
import type { Schemas } from '../../src/main/practice/schema/schemas'
import { supervoxels } from '../../src/main/practice/segmentation/graph'
import { makeOwnTables, reachOfMaterialization } from './mat'
import { processContext, schemasOfImage } from './process-context'
import { redis } from './redis'
import { checkMaterialization, needed } from './settings'
import { answerInspections, nextTask, queues, type Task } from './tasks'

const workflowName = 'orchestration:run_complete_workflow'
const leaseKey = 'RUN_COMPLETE_WORKFLOW_LOCK:fake_datastack'
const leaseSeconds = 600

/** The lease in Redis: a worker that is killed leaves it. */
const takeLease = async (id: string): Promise<string | undefined> => {
  if ((await redis('SET', leaseKey, id, 'NX', 'EX', leaseSeconds)) === 'OK') return undefined
  return String(await redis('GET', leaseKey))
}
const giveBackLease = async (id: string): Promise<void> => {
  if ((await redis('GET', leaseKey)) === id) await redis('DEL', leaseKey)
}

/** Why no root can be looked up; undefined where one can. */
const graphTrouble = async (): Promise<string | undefined> => {
  const path = `/segmentation/api/v1/table/test/node/${String(supervoxels[0])}/root`
  const answer = await fetch(`${needed('PCG_SERVER_URL')}${path}`)
  if (answer.ok) return undefined
  return `500 Server Error: ${await answer.text()} for url: ${answer.url}`
}

/** A workflow whose look-ups fail: its version stays RUNNING for ever, the lease is given back (CAVE-FACTS 7). */
const runWithoutGraph = (context: PracticeContext, days: number, trouble: string): Promise<void> =>
  loggedRun(context, workflowName, async (log, id) => {
    if ((await takeLease(id)) !== undefined) return 'False'
    const { version } = await context.live.transaction((session) => insertVersion(session, context, days))
    log.say(`Created version ${String(version)} for ${context.datastack}`)
    await giveBackLease(id)
    throw Object.assign(new Error(trouble), { name: 'HTTPError' })
  })

const runWorkflow = async (context: PracticeContext, days: number): Promise<void> => {
  const trouble = await graphTrouble()
  if (trouble !== undefined) return runWithoutGraph(context, days, trouble)
  const held: { id?: string } = {}
  const lease: Lease = {
    take: async (id) => {
      const holder = await takeLease(id)
      if (holder === undefined) held.id = id
      return holder
    },
    // Given back below, a moment after the version is AVAILABLE.
    release: () => undefined,
  }
  await createWorkflow(context, lease)(days)
  if (held.id === undefined) return
  const found = await context.live.query<{ status: string }>(
    'SELECT status FROM analysisversion ORDER BY id DESC LIMIT 1',
  )
  // It waits for a last task that never runs, and keeps the lease: CAVE-FACTS 7.
  if (found.rows[0]?.status === 'FAILED') await new Promise(() => undefined)
  await giveBackLease(held.id)
}

const ingest = (context: PracticeContext, name: string): Promise<void> =>
  loggedRun(context, 'process:ingest_new_annotations', async () => {
    const table = await openTable(context, name)
    await createSegmentationTable(context, table)
    const now = new Date().toISOString().slice(0, -1).replace('T', ' ')
    return `{'Table name': '${name}', 'Rows': ${String(await ingestNewAnnotations(context, table, now))}}`
  })

const perform = async (task: Task, schemas: Schemas): Promise<void> => {
  const context = processContext(reachOfMaterialization(), schemas)
  try {
    await (task.name === workflowName ? runWorkflow(context, task.days) : ingest(context, task.table))
  } finally {
    await context.databases.close()
  }
}

const say = (level: string, text: string): void => {
  const time = new Date().toISOString().replace('T', ' ').replace('.', ',').slice(0, 23)
  process.stdout.write(`[${time}: ${level}/MainProcess] ${text}\n`)
}

/** What the genuine worker imports before it takes anything, shortened. */
const importMilliseconds = 1500

const checkCommand = (given: readonly string[]): void => {
  for (const option of ['--app=run.celery', 'worker', '--pool=prefork', `--queues=${queues.join(',')}`])
    if (!given.includes(option)) throw new Error(`Celery is to be run with ${option}.`)
}

export const worker = async (given: readonly string[]): Promise<never> => {
  checkCommand(given)
  checkMaterialization()
  // It runs as root, whose home is not that of the published images' server.
  readFileSync('/root/.cloudvolume/secrets/cave-secret.json')
  const schemas = await schemasOfImage()
  await makeOwnTables(reachOfMaterialization())
  await pause(importMilliseconds)
  const name = `worker.all@${hostname()}`
  const running = new Map<string, Task>()
  let ending = false
  // A warm shutdown: what runs may end, nothing new is begun. What hangs is killed by whoever has asked for the end.
  const end = (): void => {
    ending = true
    say('WARNING', 'Warm shutdown')
    if (running.size === 0) process.exit(0)
  }
  process.removeAllListeners('SIGTERM').on('SIGTERM', end)
  void answerInspections(() => ({ [name]: [...running].map(([id, task]) => ({ id, ...task })) }))
  say('INFO', `Connected to redis://${needed('REDIS_HOST')}:6379/0`)
  say('INFO', `${name} ready.`)
  for (;;) {
    try {
      const task = await nextTask()
      const id = randomUUID()
      running.set(id, task)
      void perform(task, schemas)
        .catch((error: unknown) => say('ERROR', String(error)))
        .finally(() => {
          running.delete(id)
          if (ending && running.size === 0) process.exit(0)
        })
    } catch (error) {
      say('ERROR', `consumer: Cannot connect to redis: ${String(error)}. Trying again in 1.00 seconds...`)
      await pause(1000)
    }
  }
}
