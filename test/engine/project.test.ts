import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { Container } from '../../src/main/engine/engine'
import { freePort } from '../support/free-port'
import { engineHere, never, testProject, type TestProject } from './support/engine'
import { makeImage } from './support/small-image'
import { page, smallModel } from './support/small-model'
import { smallProjects } from './support/small-project'

const link = await engineHere()
const image = `realcave-test:project-${process.pid}`
const quiet = (): void => undefined

describe.skipIf(link === undefined)('a project on a real engine', () => {
  if (link === undefined) return
  let t: TestProject
  smallProjects(link, image, (project) => (t = project))

  const states = async (project = t.project): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (await project.containers(never)).map(({ service, state, current }) => [
        service,
        `${state}${current ? '' : ', not current'}`,
      ]),
    )
  const one = async (service: string): Promise<Container> => {
    const found = (await t.project.containers(never)).find((each) => each.service === service)
    if (found === undefined) throw new Error(`${service} has no container.`)
    return found
  }
  /** As somebody with Docker's own tools, or Docker itself, would do it. */
  const directly = (service: string) => link.docker.getContainer(`${t.project.name}-${service}-1`)

  describe('up', () => {
    it('starts what is asked for and what it depends on, no more', async () => {
      const lines: string[] = []
      await t.project.up(['joined'], (line) => lines.push(line), never)
      expect(await states()).toEqual({ owner: 'running', joined: 'running' })
      expect(lines).toContain(`Container ${t.project.name}-joined-1  Started`)
      expect(await one('owner')).toMatchObject({ health: 'none', exitCode: null, restarts: 0 })
      expect(Date.parse((await one('owner')).startedAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
    })

    it('leaves alone what runs as declared', async () => {
      await t.project.up(['joined'], quiet, never)
      const before = await t.project.containers(never)
      await t.project.up(['joined'], quiet, never)
      expect(await t.project.containers(never)).toEqual(before)
    })

    it('gives a service its files as they are, dollars included', async () => {
      await t.project.up(['owner'], quiet, never)
      const read = await t.project.exec('owner', ['cat', '/cfg/page.conf'], quiet, never)
      expect(read).toEqual({ status: 0, output: page, errors: '' })
    })

    it('makes anew what is declared otherwise by now, with what has joined it', async () => {
      await t.project.up(['joined', 'alone'], quiet, never)
      const alone = await one('alone')
      const later = t.again(smallModel(image, { content: 'other\n' }))
      expect(await states(later)).toEqual({
        owner: 'running, not current',
        joined: 'running',
        alone: 'running',
      })
      await later.up(['joined', 'alone'], quiet, never)
      expect(await states(later)).toEqual({ owner: 'running', joined: 'running', alone: 'running' })
      expect(await one('alone')).toEqual(alone)
      expect((await later.exec('owner', ['cat', '/cfg/page.conf'], quiet, never)).output).toBe('other\n')
    })

    it('makes anew what was made from an image that its tag no longer names', async () => {
      await t.project.up(['alone'], quiet, never)
      await makeImage(link.docker, image, 'second edition\n')
      // Who has looked before sees it later; who has not, at once; and an `up` in any case.
      expect(await states(t.again(smallModel(image)))).toEqual({ alone: 'running, not current' })
      await t.project.up(['alone'], quiet, never)
      expect(await states()).toEqual({ alone: 'running' })
      expect((await t.project.exec('alone', ['cat', '/note'], quiet, never)).output).toBe('second edition\n')
    })

    it('joins again what has lost its network namespace', async () => {
      await t.project.up(['joined'], quiet, never)
      await directly('owner').restart({ t: 1 })
      expect(await states()).toEqual({ owner: 'running', joined: 'running, not current' })
      await t.project.up(['joined'], quiet, never)
      expect(await states()).toEqual({ owner: 'running', joined: 'running' })
    })

    it('joins it again once, however many ask for it at the same time', async () => {
      const model = smallModel(image)
      const slow = ['sh', '-c', 'trap "sleep 2; exit 0" TERM; while :; do sleep 0.1; done']
      const project = t.again({
        ...model,
        services: { ...model.services, joined: { ...model.services['joined'], image, command: slow } },
      })
      await project.up(['joined', 'alone'], quiet, never)
      await directly('owner').restart({ t: 1 })
      const since = Math.floor(Date.now() / 1000)
      await Promise.all([
        project.up(['joined'], quiet, never),
        project.up(['joined'], quiet, never),
        project.up(['alone'], quiet, never),
      ])
      expect(await states(project)).toEqual({ owner: 'running', joined: 'running', alone: 'running' })
      const filters = { container: [`${t.project.name}-joined-1`], event: ['restart'] }
      const until = Math.ceil(Date.now() / 1000)
      const told = await text(await link.docker.getEvents({ since, until, filters }))
      expect(told.trim().split('\n')).toHaveLength(1)
    })

    it('starts what an engine that began anew has left stopped', async () => {
      await t.project.up(['joined'], quiet, never)
      await Promise.all([directly('joined').kill(), directly('owner').kill()])
      expect(await states()).toEqual({ owner: 'exited', joined: 'exited' })
      await t.project.up(['joined'], quiet, never)
      expect(await states()).toEqual({ owner: 'running', joined: 'running' })
    })

    it('can be asked for several at once', async () => {
      await Promise.all(['joined', 'alone', 'owner'].map((service) => t.project.up([service], quiet, never)))
      expect(await states()).toEqual({ owner: 'running', joined: 'running', alone: 'running' })
    })

    it.each([/Network .* Creat/, /owner-1 {2}Creat/, /owner-1 {2}Start/, /joined-1 {2}Start/])(
      'that was cancelled at "%s" goes on when it is asked again',
      async (wanted) => {
        const controller = new AbortController()
        const log = (line: string): void => {
          if (wanted.test(line)) controller.abort()
        }
        const cancelled = t.project.up(['joined'], log, controller.signal)
        await expect(cancelled).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
        await t.project.up(['joined'], quiet, never)
        expect(await states()).toEqual({ owner: 'running', joined: 'running' })
      },
    )
  })

  describe('up says what is wrong', () => {
    const publishing = (port: number, name = image) => ({
      services: { web: { image: name, ports: [`127.0.0.1:${port}:80`] } },
    })

    it('a port of another container, by its name', async () => {
      const port = await freePort()
      const other = await testProject(link, publishing(port))
      try {
        await other.project.up(['web'], quiet, never)
        await expect(t.again(publishing(port)).up(['web'], quiet, never)).rejects.toMatchObject({
          info: {
            code: 'PORT_TAKEN',
            why: `Port ${port} is taken by the container ${other.project.name}-web-1.`,
          },
        })
      } finally {
        await other[Symbol.asyncDispose]()
      }
    })

    it('a port of another program, by its process', async () => {
      const server = createServer()
      const port = await freePort()
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
      try {
        await expect(t.again(publishing(port)).up(['web'], quiet, never)).rejects.toMatchObject({
          info: { code: 'PORT_TAKEN', why: expect.stringContaining(`process ${process.pid}`) },
        })
      } finally {
        server.close()
      }
    })

    it('an image that is not here, without asking a registry', async () => {
      await expect(
        t.again(publishing(1, 'realcave-test:none')).up(['web'], quiet, never),
      ).rejects.toMatchObject({
        info: { code: 'IMAGES_MISSING', why: expect.stringContaining('realcave-test:none') },
      })
    })

    it('a model that Compose refuses, in its words', async () => {
      const wrong = { services: { web: { image, ports: 'none' } } }
      await expect(t.again(wrong).up(['web'], quiet, never)).rejects.toMatchObject({
        info: { code: 'ENGINE_FAILED', why: expect.stringContaining('ports') },
      })
    })
  })

  describe('act', () => {
    it('stops and starts, and an owner before what joins it', async () => {
      await t.project.up(['joined'], quiet, never)
      await t.project.act('joined', 'stop', never)
      await t.project.act('joined', 'stop', never)
      await t.project.act('owner', 'stop', never)
      expect(await states()).toEqual({ owner: 'exited', joined: 'exited' })
      expect(await one('joined')).toMatchObject({ exitCode: 0 })
      await t.project.act('joined', 'start', never)
      await t.project.act('joined', 'start', never)
      expect(await states()).toEqual({ owner: 'running', joined: 'running' })
    })

    it('restarts an owner with what has joined it, and nothing else', async () => {
      await t.project.up(['joined', 'alone'], quiet, never)
      const before = { joined: await one('joined'), alone: await one('alone') }
      await t.project.act('owner', 'restart', never)
      expect(await states()).toEqual({ owner: 'running', joined: 'running', alone: 'running' })
      expect((await one('joined')).startedAt).not.toBe(before.joined.startedAt)
      expect(await one('alone')).toEqual(before.alone)
    })

    it('says that a service has no container', async () => {
      await expect(t.project.act('owner', 'start', never)).rejects.toMatchObject({
        info: { code: 'NOT_FOUND' },
      })
    })
  })

  it('puts files into a volume, tells use of memory, version and port', async () => {
    await t.project.up(['owner'], quiet, never)
    const entries = [
      { path: 'deep/er/file.txt', content: 'first\n' },
      { path: 'secret', content: new Uint8Array([65, 10]), mode: 0o400 },
    ]
    await t.project.putArchive('owner', '/data', entries, never)
    const script =
      'cat /data/deep/er/file.txt /data/secret; ls -ld /data/secret /data/deep/er/file.txt /data/deep'
    const { output } = await t.project.exec('owner', ['sh', '-c', script], quiet, never)
    expect(output.split('\n').map((line) => line.slice(0, 10))).toEqual([
      'first',
      'A',
      'drwxr-xr-x',
      '-r--r--r--',
      '-r--------',
      '',
    ])
    expect((await t.project.stats('owner', never))?.memory).toBeGreaterThan(50_000)
    expect(await t.project.publishedPort('owner', 80, never)).toBeNull()
    await t.project.act('owner', 'stop', never)
    expect(await t.project.stats('owner', never)).toBeNull()
    expect(await t.project.stats('joined', never)).toBeNull()
  })

  it('reads back a port that the engine has chosen', async () => {
    const project = t.again({ services: { web: { image, ports: ['127.0.0.1::5432'] } } })
    await project.up(['web'], quiet, never)
    expect(await project.publishedPort('web', 5432, never)).toBeGreaterThan(1024)
  })
})
