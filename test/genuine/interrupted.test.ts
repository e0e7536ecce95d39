import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectsOf } from './support/docker'
import { genuineForTest, lastOf, type GenuineForTest } from './support/fleet'
import { noEngine } from './support/needed'

/** The cluster is being made: the image's own scripts have not run yet. */
const clusterBegun = async (fleet: GenuineForTest): Promise<void> => {
  const begun = () =>
    fleet.container('exec', 'postgres', 'sh', '-c', 'test -s "$PGDATA/cluster/PG_VERSION"').then(
      () => true,
      () => false,
    )
  for (const until = Date.now() + 60_000; !(await begun()); await pause(20))
    if (Date.now() > until) throw new Error('PostgreSQL did not begin to make its cluster')
}

/** What `up` says on standard error when a step begins to act: the process is killed in the middle of that. */
const moments = [
  'working Backing services',
  'working Databases',
  'working InfoService',
  'working Annotation table',
  'working First version',
  'working Golden copies',
] as const

describe.skipIf(noEngine)('an up that is killed', () => {
  let fleet: GenuineForTest

  beforeAll(async () => {
    fleet = await genuineForTest()
  }, 600_000)
  afterAll(() => fleet.remove())

  it('because PostgreSQL was killed while it made its cluster tells so, and the cluster is made anew', async () => {
    const started = fleet.begin('up')
    await clusterBegun(fleet)
    await fleet.container('kill', 'postgres')
    const { status, err } = await started.ended
    expect(status).toBe(1)
    expect(err).toContain('postgres ended as it started.')
    await fleet.container('start', 'postgres')
    await clusterBegun(fleet)
    expect(await fleet.container('logs', 'postgres')).toContain('it is made anew')
    expect((await fleet.verb('down', '--volumes', '--yes')).status).toBe(0)
  })

  it.each(moments)('while it says "%s" leaves what the next one goes on from', async (moment) => {
    const started = fleet.begin('up')
    const exited = once(started.process, 'exit')
    try {
      await started.said(moment)
      await pause(200)
    } finally {
      started.process.kill('SIGKILL')
    }
    expect(await exited).toEqual([null, 'SIGKILL'])
  })

  it('is finished by the next one', async () => {
    const ended = await fleet.verb('up')
    expect(ended.err).not.toContain('Why:')
    expect(lastOf(ended)).toMatchObject({ type: 'status', phase: 'ready' })
    expect(await fleet.versions()).toEqual([1])
    expect((await fleet.verb('down', '--volumes', '--yes')).status).toBe(0)
    expect(await objectsOf(fleet.project)).toEqual([])
  })
})
