import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { genuineForTest, lastOf, type GenuineForTest } from './support/fleet'
import { noEngine } from './support/needed'

const lease = 'RUN_COMPLETE_WORKFLOW_LOCK:fake_datastack'

describe.skipIf(noEngine)('a reset of a fleet that is half dead', () => {
  let fleet: GenuineForTest

  beforeAll(async () => {
    fleet = await genuineForTest()
    await fleet.verb('up')
  }, 600_000)
  afterAll(() => fleet.remove())

  it.each([
    ['PostgreSQL', ['postgres']],
    ['Redis', ['redis']],
    [
      'nearly everything',
      'postgres redis pcg-net pcg bigtable annotation info mat mat-worker gateway'.split(' '),
    ],
  ])('a clean one, without %s: everything is back and works', async (_what, services) => {
    for (const service of services) await fleet.container('kill', service)
    const reset = await fleet.verb('reset', '--clean', '--yes')
    expect(reset.err).not.toContain('Why:')
    expect(lastOf(reset)).toMatchObject({ type: 'reset', versions: [1] })
    expect(await fleet.versions()).toEqual([1])
    expect(lastOf(await fleet.verb('materialize'))).toMatchObject({ version: 2 })
    const status = lastOf(await fleet.verb('status'))
    expect(status).toMatchObject({ phase: 'ready' })
  })

  it.each([
    ['the graph and its emulator', ['pcg', 'bigtable']],
    ['the worker, whose lease is left', ['mat-worker']],
  ])(
    'one of the live table, without %s: the rows are back, with a version of them',
    async (_what, services) => {
      await fleet.verb('reset', '--clean', '--yes')
      if (services.includes('mat-worker')) await fleet.inRedis('set', lease, 'one-that-was-killed')
      for (const service of services) await fleet.container('kill', service)
      const reset = await fleet.verb('reset', '--yes')
      expect(reset.err).not.toContain('Why:')
      expect(lastOf(reset)).toMatchObject({ type: 'reset', versions: [1, 2] })
      expect(lastOf(await fleet.verb('status'))).toMatchObject({ phase: 'ready' })
    },
  )

  it.each([100, 600])(
    'that is killed %i ms after its first word is finished by the next up',
    async (later) => {
      const before = await fleet.versions()
      const started = fleet.begin('reset', '--yes')
      await started.said('Resetting the live table')
      await pause(later)
      started.process.kill('SIGKILL')
      await started.ended
      expect(lastOf(await fleet.verb('up'))).toMatchObject({ phase: 'ready' })
      expect((await fleet.versions()).length - before.length).toBeLessThanOrEqual(1)
    },
  )
})
