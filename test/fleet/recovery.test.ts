import { createServer } from 'node:http'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openCave } from '../../src/main/data/cave'
import type { StepView } from '../../src/shared/domain/step'
import { fleetForTest, never, type FleetForTest } from '../support/fleet'

const own = async (): Promise<FleetForTest> => {
  const fleet = await fleetForTest()
  onTestFinished(() => fleet.stop())
  return fleet
}

const acted = (steps: readonly StepView[]): readonly string[] =>
  steps.filter(({ already }) => !already).map(({ id }) => id)

const tables = '/annotation/api/v2/aligned_volume/fake_volume/table'
const rows = z.array(z.object({ id: z.number(), tag: z.string(), valid: z.boolean() }))

const ask = async <T>(
  fleet: FleetForTest,
  answer: z.ZodType<T>,
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) =>
  openCave(await fleet.controller.connection(never)).ask(
    answer,
    { method, path, body, what: 'The test asks.' },
    never,
  )

const read = async (fleet: FleetForTest, ids: string) => {
  const found = await ask(fleet, rows, 'GET', `${tables}/my_cave_table/annotations?annotation_ids=${ids}`)
  return found.sort((a, b) => a.id - b.id).map(({ id, tag, valid }) => [id, tag, valid])
}

const label = (fleet: FleetForTest, id: number, tag: string) =>
  ask(fleet, z.unknown(), 'PUT', `${tables}/my_cave_table/annotations`, {
    annotations: [{ id, pt: { position: [600, 100, 10] }, tag }],
  })

const busy: unknown = expect.objectContaining({ code: 'HOME_BUSY' })

const postmaster = async (fleet: FleetForTest): Promise<number> =>
  Number((await readFile(join(fleet.homeFolder, 'practice/data/postmaster.pid'), 'utf8')).split('\n')[0])

describe('a fleet', () => {
  let fleet: FleetForTest

  beforeAll(async () => {
    fleet = await fleetForTest()
  })
  afterAll(() => fleet.stop())

  test('from nothing: every step acts but those that find nothing to do, in one attempt', async () => {
    const { phase, steps } = await fleet.controller.up(never)
    expect(phase).toBe('ready')
    expect(acted(steps)).toEqual(
      expect.arrayContaining([
        'services',
        'databases',
        'datastack',
        'annotation-table',
        'first-version',
        'golden-copies',
      ]),
    )
    expect(steps.map(({ attempts }) => attempts > 1)).not.toContain(true)
    expect(await read(fleet, '1,2')).toEqual([
      [1, 'cell A', true],
      [2, 'cell B', true],
    ])
  })

  test('that runs: up acts on nothing, and the process is the same', async () => {
    const pid = await fleet.pid()
    const { steps } = await fleet.controller.up(never)
    expect(acted(steps)).toEqual([])
    expect(await fleet.pid()).toBe(pid)
    // Steps that are done have no record: nothing is left to resume.
    expect(JSON.parse(await readFile(join(fleet.homeFolder, 'records/practice.json'), 'utf8'))).toEqual({})
  })

  test('that was stopped: up starts its services and nothing else, with the data as it was', async () => {
    await label(fleet, 1, 'kept over a stop')
    await fleet.controller.down(false, never)
    expect(await fleet.pid()).toBeUndefined()
    const { steps } = await fleet.controller.up(never)
    expect(acted(steps)).toEqual(['services'])
    expect(await read(fleet, '3')).toEqual([[3, 'kept over a stop', true]])
  })

  test('whose process was killed heals, with the data as it was', async () => {
    await label(fleet, 3, 'kept over a kill')
    process.kill((await fleet.pid()) ?? 0, 'SIGKILL')
    const { phase, steps } = await fleet.controller.up(never)
    expect(phase).toBe('ready')
    expect(acted(steps)).toEqual(['services'])
    expect(await read(fleet, '4')).toEqual([[4, 'kept over a kill', true]])
  })

  test('whose process is killed is shown as down to who watches, without being asked', async () => {
    const stop = new AbortController()
    const seen: string[] = []
    let killed = false
    for await (const { phase } of fleet.controller.watch(stop.signal)) {
      seen.push(phase)
      if (phase === 'ready' && !killed) {
        process.kill((await fleet.pid()) ?? 0, 'SIGKILL')
        killed = true
      }
      if (phase === 'down') stop.abort()
    }
    expect(seen.at(-1)).toBe('down')
    await fleet.controller.up(never)
  })

  test('whose PostgreSQL was killed says so, and heals', async () => {
    process.kill(await postmaster(fleet), 'SIGKILL')
    const status = await fleet.controller.status(never)
    expect(status.phase).toBe('degraded')
    expect(status.services.find(({ name }) => name === 'postgres')?.state).toBe('unhealthy')
    expect((await fleet.controller.up(never)).phase).toBe('ready')
    expect(await read(fleet, '4')).toEqual([[4, 'kept over a kill', true]])
  })

  test('whose annotations the user deleted does not get them back', async () => {
    await ask(fleet, z.unknown(), 'DELETE', `${tables}/my_cave_table/annotations`, { annotation_ids: [2, 4] })
    const { steps } = await fleet.controller.up(never)
    expect(acted(steps)).toEqual([])
    expect((await read(fleet, '1,2,3,4')).map(([, , valid]) => valid)).toEqual([false, false, false, false])
  })

  test('that was killed between making the table and adding its annotations gets them, as ids 1 and 2', async () => {
    await fleet.sql('fake_volume', (live) => live.run('truncate my_cave_table cascade'))
    const { steps } = await fleet.controller.up(never)
    expect(acted(steps)).toEqual(['annotation-table'])
    expect(await read(fleet, '1,2,3,4,5,6')).toEqual([
      [1, 'cell A', true],
      [2, 'cell B', true],
    ])
  })

  test('whose reset was killed while its databases were shut is opened and tidied', async () => {
    await fleet.sql('postgres', async (admin) => {
      await admin.run('create database realcave_next__fake_volume')
      await admin.run('alter database fake_volume allow_connections false')
    })
    const { phase, steps } = await fleet.controller.up(never)
    expect(phase).toBe('ready')
    expect(acted(steps)).toContain('leftovers')
    const left = await fleet.sql('postgres', (admin) =>
      admin.rows(z.object({}), "select from pg_database where datname like 'realcave_%'"),
    )
    expect(left).toEqual([])
    expect(await read(fleet, '1')).toEqual([[1, 'cell A', true]])
  })

  test('shared by two panels is one fleet: both see it, and what one does the other sees', async () => {
    const other = await fleet.another()
    const pid = await fleet.pid()
    const both = await Promise.allSettled([fleet.controller.up(never), other.up(never)])
    const refused = both.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ info: busy })))
    expect(refused.length).toBeLessThan(2)
    expect(await fleet.pid()).toBe(pid)
    expect((await other.status(never)).phase).toBe('ready')
    await other.down(false, never)
    expect((await fleet.controller.status(never)).phase).toBe('down')
    await fleet.controller.up(never)
    expect((await other.status(never)).phase).toBe('ready')
  })

  test('removed with its volumes begins anew', async () => {
    await fleet.controller.materialize(never)
    await fleet.controller.down(true, never)
    await expect(stat(join(fleet.homeFolder, 'practice/data'))).rejects.toMatchObject({ code: 'ENOENT' })
    const { steps } = await fleet.controller.up(never)
    expect(acted(steps)).toContain('first-version')
    expect((await fleet.controller.readBaseline(never))?.versions).toEqual([1])
  })
})

test('data that cannot be opened fails by name, keeps the evidence and blocks what needs it; repaired, it goes on', async () => {
  const fleet = await own()
  await fleet.controller.up(never)
  await fleet.controller.down(false, never)
  const file = join(fleet.homeFolder, 'practice/data/global/pg_control')
  const whole = await readFile(file)
  await writeFile(file, 'not a control file')
  const end = await fleet.controller.up(never).catch((error: unknown) => error)
  expect(end).toMatchObject({ info: { code: 'POSTGRES_FAILED', why: expect.stringContaining('pg_control') } })
  const status = await fleet.controller.status(never)
  expect(status.phase).toBe('failed')
  expect(status.steps.find(({ id }) => id === 'databases')?.state).toBe('blocked')
  expect(await readFile(file, 'utf8')).toBe('not a control file')
  await writeFile(file, whole)
  expect((await fleet.controller.up(never)).phase).toBe('ready')
})

test('a port that another program holds is named with its holder; freed, the start goes on', async () => {
  const fleet = await own()
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(fleet.port, '127.0.0.1', resolve))
  const end = await fleet.controller.up(never).catch((error: unknown) => error)
  expect(end).toMatchObject({
    info: { code: 'PORT_TAKEN', why: expect.stringContaining(String(process.pid)) },
  })
  expect((await fleet.controller.status(never)).error).toMatchObject({ code: 'PORT_TAKEN' })
  await new Promise((resolve) => holder.close(resolve))
  expect((await fleet.controller.up(never)).phase).toBe('ready')
})
