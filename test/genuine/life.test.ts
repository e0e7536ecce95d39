import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readCheatsheet } from '../../src/main/lessons/cheatsheet'
import { contentSecurityPolicy } from '../../src/main/pages/content-security-policy'
import { fleetNotePath } from '../../src/shared/dashboard'
import { testPython } from '../support/python'
import { objectsOf, volumes } from './support/docker'
import { actedIn, genuineForTest, lastOf, type GenuineForTest } from './support/fleet'
import { noEngine } from './support/needed'

const services = [
  'annotation',
  'annotation-net',
  'bigtable',
  'gateway',
  'info',
  'mat',
  'mat-worker',
  'pcg',
  'pcg-net',
  'postgres',
  'redis',
  'schema',
]
const lease = 'RUN_COMPLETE_WORKFLOW_LOCK:fake_datastack'
const rootPath = '/segmentation/api/v1/table/test/node/72127962782105600/root'
const tables = '/annotation/api/v2/aligned_volume/fake_volume/table'

const commands = async (address: string) => {
  const { sections } = await readCheatsheet(resolve(import.meta.dirname, '../../resources'), address)
  return sections.flatMap((section) => section.commands.map(({ id, code }) => [id, code] as const))
}

describe.skipIf(noEngine)('the life of a genuine fleet', () => {
  let fleet: GenuineForTest
  let volumesBefore: readonly string[]

  /** Every command of the cheat-sheet once, through the official client; a failure of one is a failure. */
  const cheatSheet = async (): Promise<Readonly<Record<string, string>>> => {
    const { file } = await testPython()
    const given = [resolve(import.meta.dirname, 'cheat_sheet.py'), fleet.address]
    const { stdout } = await promisify(execFile)(
      file,
      [...given, JSON.stringify(await commands(fleet.address))],
      {
        // caveclient writes to ~/.cloudvolume.
        env: { ...process.env, HOME: fleet.home },
      },
    )
    return z.record(z.string(), z.string()).parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  }
  const root = async (): Promise<number> => (await fetch(`${fleet.address}${rootPath}`)).status
  const tag = async (id: number): Promise<unknown> => {
    const answer = await fetch(`${fleet.address}${tables}/my_cave_table/annotations?annotation_ids=${id}`)
    return z.array(z.looseObject({ tag: z.string() })).parse(await answer.json())[0]?.tag
  }
  const whole = { status: 0, phase: 'ready', why: undefined, root: 200 }
  /** What an `up` ends with, and whether a root can then be looked up at once. */
  const up = async () => {
    const ended = await fleet.verb('up')
    const { phase, why } = lastOf(ended)
    return { status: ended.status, phase, why, root: await root() }
  }

  beforeAll(async () => {
    fleet = await genuineForTest()
    volumesBefore = await volumes()
  }, 600_000)
  afterAll(() => fleet.remove())

  it('comes up from nothing', async () => {
    expect(await up()).toEqual(whole)
    const status = lastOf(await fleet.verb('status'))
    const seen = z.array(z.object({ name: z.string(), state: z.string() })).parse(status['services'])
    expect(seen.map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'healthy'))
    expect(await fleet.versions()).toEqual([1])
  })

  it('has its dashboard at /, files and all, and tells it which fleet it is of', async () => {
    const page = await fetch(`${fleet.address}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    const named = [...(await page.text()).matchAll(/(?:src|href)="(\/dashboard\/[^"]+)"/g)].map(
      ([, path]) => path,
    )
    expect(named.length).toBeGreaterThan(2)
    for (const path of named) expect((await fetch(`${fleet.address}${path}`)).status).toBe(200)
    expect(await (await fetch(`${fleet.address}${fleetNotePath}`)).json()).toEqual({ kind: 'genuine' })
  })

  it('answers every command of the cheat-sheet at once, first try', async () => {
    const given = await cheatSheet()
    expect(given['root']).toBe('288230376151711745')
    expect(given['versions']).toBe('[1]')
    expect(given['edit']).toBe("{'1': 3}")
    expect(given['query-newest']).toContain('288230376151711745')
  })

  it('is only looked at by a second up', async () => {
    const ended = await fleet.verb('up')
    expect([ended.status, actedIn(ended)]).toEqual([0, []])
  })

  it.each(services)('is whole again after a restart of %s by Docker and an up', async (service) => {
    await fleet.container('restart', service)
    expect(await up()).toEqual(whole)
  })

  it('is whole again after all of it was killed at once and an up', async () => {
    await Promise.all(services.map((service) => fleet.container('kill', service)))
    expect(await up()).toEqual(whole)
    await cheatSheet()
  })

  it('forgets its graph with the emulator, says so, and gets it back by the verb', async () => {
    await fleet.container('restart', 'bigtable')
    await expect.poll(root, { timeout: 20_000 }).toBe(500)
    expect(lastOf(await fleet.verb('status'))).toMatchObject({ phase: 'degraded' })
    expect(lastOf(await fleet.verb('graph', 'rebuild'))).toMatchObject({ type: 'graph' })
    expect(lastOf(await fleet.verb('status'))).toMatchObject({ phase: 'ready' })
    expect(await root()).toBe(200)
  })

  it('tells what becomes of a version without a graph; after an up the next one is made', async () => {
    await fleet.container('restart', 'bigtable')
    await expect.poll(root, { timeout: 20_000 }).toBe(500)
    const died = await fleet.verb('materialize')
    expect([died.status, lastOf(died)]).toMatchObject([
      1,
      { code: 'MATERIALIZATION_FAILED', why: expect.stringContaining('404 table') },
    ])
    expect(await up()).toEqual(whole)
    expect(lastOf(await fleet.verb('materialize'))).toMatchObject({ type: 'materialized', version: 3 })
    expect(await fleet.versions()).toEqual([1, 3])
  })

  it('is whole for a client at once after a version: nobody meets the connections that it cut', async () => {
    expect(lastOf(await fleet.verb('materialize'))).toMatchObject({ version: 4 })
    expect((await cheatSheet())['versions']).toBe('[1, 3, 4]')
  })

  it('says that a version was skipped because of a lease, and repairs it', async () => {
    await fleet.inRedis('set', lease, 'one-that-was-killed', 'EX', '600')
    const skipped = await fleet.verb('materialize')
    expect([skipped.status, lastOf(skipped)]).toMatchObject([
      1,
      {
        code: 'MATERIALIZATION_FAILED',
        what: 'The materialization was skipped.',
        why: expect.stringContaining('one-that-was-killed'),
      },
    ])
    // What clears queues and leases, beside the panel's button: a clean reset.
    const reset = await fleet.verb('reset', '--clean', '--yes')
    expect(lastOf(reset)).toMatchObject({ type: 'reset', versions: [1] })
    expect(await fleet.inRedis('exists', lease)).toBe('0')
    expect(lastOf(await fleet.verb('materialize'))).toMatchObject({ version: 2 })
  })

  it('says that a version is queued where no worker runs; one that comes makes it', async () => {
    await fleet.container('stop', 'mat-worker')
    const queued = await fleet.verb('materialize')
    expect([queued.status, lastOf(queued)]).toMatchObject([
      1,
      { what: 'The materialization is queued, but no worker takes it.' },
    ])
    expect(await up()).toEqual(whole)
    await expect.poll(() => fleet.versions(), { timeout: 20_000 }).toEqual([1, 2, 3])
    // Nobody has waited for what the worker made by itself: the next version settles what it cut.
    expect(lastOf(await fleet.verb('materialize'))).toMatchObject({ version: 4 })
  })

  it('goes back to the two annotations, and a fresh version of them', async () => {
    expect((await cheatSheet())['edit']).toBe("{'1': 3}")
    const reset = await fleet.verb('reset', '--yes')
    expect(lastOf(reset)).toMatchObject({ type: 'reset', clean: false, versions: [1, 2, 3, 4, 5] })
    expect(await tag(1)).toBe('cell A')
    expect((await cheatSheet())['edit']).toBe("{'1': 3}")
  })

  it('goes back to its first state, the counter at 1', async () => {
    const reset = await fleet.verb('reset', '--clean', '--yes')
    expect(lastOf(reset)).toMatchObject({ type: 'reset', clean: true, versions: [1] })
    expect(await tag(1)).toBe('cell A')
    const given = await cheatSheet()
    expect([given['versions'], given['edit']]).toEqual(['[1]', "{'1': 3}"])
  })

  it('goes back to its first state even where worker and emulator are gone', async () => {
    await fleet.container('kill', 'mat-worker')
    await fleet.container('restart', 'bigtable')
    const reset = await fleet.verb('reset', '--clean', '--yes')
    expect(lastOf(reset)).toMatchObject({ type: 'reset', versions: [1] })
    expect(await up()).toEqual(whole)
    await cheatSheet()
  })

  it('keeps its data through down and up', async () => {
    const edited = await tag(3)
    expect((await fleet.verb('down')).status).toBe(0)
    expect(await objectsOf(fleet.project)).toEqual([
      `volume ${fleet.project}_postgres`,
      `volume ${fleet.project}_served`,
    ])
    expect(await up()).toEqual(whole)
    expect([await tag(3), await fleet.versions()]).toEqual([edited, [1]])
  })

  it('leaves nothing behind', async () => {
    expect((await fleet.verb('down', '--volumes', '--yes')).status).toBe(0)
    expect(await objectsOf(fleet.project)).toEqual([])
    const left = (await volumes()).filter((name) => name.startsWith(fleet.project))
    expect([left, volumesBefore.filter((name) => name.startsWith(fleet.project))]).toEqual([[], []])
  })
})
