import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { objectsOf } from './support/docker'
import { genuineForTest, lastOf, type GenuineForTest } from './support/fleet'
import { onEngine } from './support/needed'

/** Words of `up` on standard error, as it comes there: the process is killed in the middle of that step. */
const moments = ['"id":"backing"', '"id":"databases"', '"id":"info"', '"id":"first-version"'] as const

onEngine('an up that is killed', () => {
  let fleet: GenuineForTest

  beforeAll(async () => {
    fleet = await genuineForTest()
  }, 600_000)
  afterAll(() => fleet.remove())

  it.each(moments)('in the step %s leaves what the next one goes on from', async (moment) => {
    const started = fleet.begin('up')
    await started.said(moment)
    await pause(150)
    started.process.kill('SIGKILL')
    await once(started.process, 'exit')
    expect(await objectsOf(fleet.project)).not.toEqual([])
  })

  it('is finished by the next one', async () => {
    const ended = await fleet.verb('up')
    expect(lastOf(ended)).toMatchObject({ type: 'status', phase: 'ready' })
    expect(await fleet.versions()).toEqual([1])
    expect((await fleet.verb('down', '--volumes', '--yes')).status).toBe(0)
    expect(await objectsOf(fleet.project)).toEqual([])
  })
})
