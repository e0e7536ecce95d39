import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { run } from '../support/cli'
import { docker, objectsOf } from './support/docker'
import { genuineForTest, lastOf, type GenuineForTest } from './support/fleet'
import { standInImages } from './support/images'
import { noEngine } from './support/needed'

/** A set-up made by hand, as the original one was: a container that runs, and a volume with something in it. */
const makeByHand = async (project: string): Promise<void> => {
  const label = `com.docker.compose.project=${project}`
  const image = (await standInImages())['REALCAVE_REDIS_IMAGE'] ?? ''
  await docker('volume', 'create', '--label', label, `${project}_postgres`)
  const named = [
    '--name',
    `${project}-postgres-1`,
    '--label',
    label,
    '--label',
    'com.docker.compose.service=postgres',
  ]
  const program = ['--volume', `${project}_postgres:/data`, '--entrypoint', 'sh', image]
  await docker(
    'run',
    '--detach',
    ...named,
    ...program,
    '-c',
    'echo precious >/data/note; exec sleep infinity',
  )
}

describe.skipIf(noEngine)('what is not of this home', () => {
  let fleet: GenuineForTest | undefined
  afterEach(() => fleet?.remove())

  it('survives every verb: a hand-made project of the same name, with its volume', async () => {
    const mine = (fleet = await genuineForTest())
    await makeByHand(mine.project)
    const before = await objectsOf(mine.project)
    const id = await mine.container('inspect', 'postgres', '--format', '{{.Id}} {{.State.StartedAt}}')

    const up = await mine.verb('up')
    expect([up.status, lastOf(up)]).toMatchObject([3, { type: 'error', code: 'FLEET_FOREIGN' }])
    expect(lastOf(up)['why']).toContain(`${mine.project}-postgres-1`)
    for (const verb of [
      ['down'],
      ['down', '--volumes', '--yes'],
      ['reset', '--yes'],
      ['reset', '--clean', '--yes'],
      ['materialize'],
      ['graph', 'rebuild'],
      ['status'],
      ['logs', 'postgres'],
    ])
      await mine.verb(...verb)

    expect(await objectsOf(mine.project)).toEqual(before)
    expect(await mine.container('inspect', 'postgres', '--format', '{{.Id}} {{.State.StartedAt}}')).toBe(id)
    expect(await mine.container('exec', 'postgres', 'cat', '/data/note')).toBe('precious')
  })

  it('survives although it has the name alone: a volume with a cluster in it, brought back from elsewhere', async () => {
    const mine = (fleet = await genuineForTest())
    const image = (await standInImages())['REALCAVE_REDIS_IMAGE'] ?? ''
    const [volume, keeper] = [`${mine.project}_postgres`, `${mine.project}-keeper`]
    const program = 'echo 15 >/data/PG_VERSION; echo precious >/data/note; exec sleep infinity'
    const given = [
      '--name',
      keeper,
      '--volume',
      `${volume}:/data`,
      '--entrypoint',
      'sh',
      image,
      '-c',
      program,
    ]
    await docker('run', '--detach', ...given)
    try {
      const up = await mine.verb('up')
      expect([up.status, lastOf(up)]).toMatchObject([3, { code: 'FLEET_FOREIGN' }])
      expect(lastOf(up)['why']).toContain(`volume ${volume}`)
      await mine.verb('down', '--volumes', '--yes')
      expect(await docker('exec', keeper, 'cat', '/data/note')).toBe('precious')
    } finally {
      await docker('rm', '--force', keeper)
      await docker('volume', 'rm', volume)
    }
  })

  it('is named when it holds the port: a program', async () => {
    const mine = (fleet = await genuineForTest())
    const holder = createServer()
    await new Promise<void>((resolve) => {
      holder.listen(mine.port, '127.0.0.1', resolve)
    })
    try {
      const up = await mine.verb('up')
      expect([up.status, lastOf(up)]).toMatchObject([3, { code: 'PORT_TAKEN' }])
      expect(lastOf(up)['why']).toContain(String(process.pid))
    } finally {
      holder.close()
    }
  })

  it('is named when it holds the port: a container', async () => {
    const mine = (fleet = await genuineForTest())
    const image = (await standInImages())['REALCAVE_NGINX_IMAGE'] ?? ''
    const name = `${mine.project}-other`
    await docker('run', '--detach', '--name', name, '--publish', `127.0.0.1:${mine.port}:80`, image)
    try {
      const up = await mine.verb('up')
      expect([up.status, lastOf(up)]).toMatchObject([3, { code: 'PORT_TAKEN' }])
      expect(lastOf(up)['why']).toContain(name)
    } finally {
      await docker('rm', '--force', name)
    }
  })

  it('keeps no practice fleet from running: that is stopped once nothing is known against the genuine one', async () => {
    const mine = (fleet = await genuineForTest())
    const practice = ['--fleet', 'practice', '--home', mine.home, '--port', String(mine.port), '--json']
    expect((await run(['up', ...practice])).status).toBe(0)
    try {
      await makeByHand(mine.project)
      const up = await mine.verb('up')
      expect([up.status, lastOf(up)]).toMatchObject([3, { code: 'FLEET_FOREIGN' }])
      expect(lastOf(up)['fix']).toContain('The practice fleet is as it was.')
      expect(await mine.versions()).toEqual([1])
      // Still the one that verbs without a choice mean.
      expect(lastOf(await run(['status', '--home', mine.home, '--json']))).toMatchObject({
        kind: 'practice',
        phase: 'ready',
      })
    } finally {
      await run(['down', ...practice])
    }
  })
})
