import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/docker-engine'
import { broughtHere } from './support/brought-here'
import { engineHere, never } from './support/engine'
import { startRegistry, type TestRegistry } from './support/registry'
import { makeImage, removeImage, testLabel } from './support/small-image'

const link = await engineHere()
const image = `realcave-test:engine-${process.pid}`

describe.skipIf(link === undefined)('a real engine', () => {
  if (link === undefined) return
  const engine = openEngine({ link, home: 'a-test', variableOf: () => 'REALCAVE_IMAGE_X' })
  beforeAll(() => makeImage(link.docker, image))
  afterAll(() => removeImage(link.docker, image))

  it('tells of itself', async () => {
    const info = await engine.info(never)
    expect(info.version).toMatch(/^\d+\./)
    expect(info.apiVersion).toMatch(/^1\.\d+$/)
    expect(info.memory).toBeGreaterThan(1e8)
    expect(info.processors).toBeGreaterThan(0)
    expect(Math.abs(info.clockAhead)).toBeLessThan(1000)
  })

  it('knows which images are missing', async () => {
    expect(await engine.missingImages([image, 'realcave-test:none'], never)).toEqual(['realcave-test:none'])
  })

  describe('a program that is run once', () => {
    const leftOver = () => link.docker.listContainers({ all: true, filters: { ancestor: [image] } })

    it('gives its outputs and status, and leaves nothing', async () => {
      const result = await engine.runOnce(image, ['sh', '-c', 'echo out; echo bad >&2; exit 3'], never)
      expect(result).toEqual({ status: 3, output: 'out\n', errors: 'bad\n' })
      expect(await leftOver()).toEqual([])
    })

    it('leaves nothing when it is cancelled', async () => {
      const controller = new AbortController()
      const running = engine.runOnce(image, ['sleep', '100'], controller.signal)
      await expect.poll(async () => (await leftOver())[0]?.State, { timeout: 10_000 }).toBe('running')
      controller.abort()
      await expect(running).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
      expect(await leftOver()).toEqual([])
    })

    const leave = async (labels: Readonly<Record<string, string>>, runs = true) => {
      const left = await link.docker.createContainer({
        Image: image,
        Cmd: ['sleep', '1000'],
        Labels: { ...labels },
      })
      if (runs) await left.start()
      return left.id
    }
    const ids = async () => (await leftOver()).map(({ Id }) => Id).sort()

    it('tells whose it is, and takes away what killed processes of the same home have left', async () => {
      const mine = { 'realcave.home': 'a-test' }
      const used = await leave({ ...mine, 'realcave.once': String(process.pid) })
      const others = await leave({ 'realcave.home': 'another', 'realcave.once': '999999999 gone' })
      const earlierInUse = await leave({ 'realcave.once': 'true' })
      // A process that has ended; a number that another process has by now; and one of a build that told nothing.
      await leave({ ...mine, 'realcave.once': '999999999 gone' })
      await leave({ ...mine, 'realcave.once': `${String(process.pid)} another one` })
      await leave({ 'realcave.once': 'true' }, false)
      try {
        const running = engine.runOnce(image, ['sleep', '2'], never)
        const now = async () => (await leftOver()).find(({ Command }) => Command.includes('sleep 2'))
        await expect.poll(now, { timeout: 10_000 }).toBeDefined()
        expect((await now())?.Labels).toMatchObject({
          'realcave.home': 'a-test',
          'realcave.once': expect.stringMatching(new RegExp(`^${String(process.pid)}( |$)`)),
        })
        await running
        expect(await ids()).toEqual([used, others, earlierInUse].sort())
      } finally {
        for (const id of await ids()) await link.docker.getContainer(id).remove({ force: true })
      }
    })

    it('fails as itself where the program or the image is missing, and leaves nothing', async () => {
      await expect(engine.runOnce(image, ['no-such-program'], never)).rejects.toMatchObject({
        info: { what: expect.stringContaining('no-such-program') },
      })
      await expect(engine.runOnce('realcave-test:none', ['sh'], never)).rejects.toMatchObject({
        info: { code: 'IMAGES_MISSING' },
      })
      expect(await leftOver()).toEqual([])
    })
  })

  describe('an image from a registry', () => {
    let registry: TestRegistry
    let pulled: string
    beforeEach(async () => {
      registry = await startRegistry(testLabel)
      pulled = `${registry.host}/little/image:1`
    })
    afterEach(async () => {
      await registry[Symbol.asyncDispose]()
      if ((await engine.missingImages([pulled], never)).length === 0) await removeImage(link.docker, pulled)
    })

    it('is loaded with progress in bytes', async () => {
      const reports: { done: number; total: number | null }[] = []
      await engine.pull(pulled, (progress) => reports.push(progress), never)
      expect(await engine.missingImages([pulled], never)).toEqual([])
      expect(reports.at(-1)).toEqual({
        done: registry.size,
        total: registry.size,
        detail: '2 of 2 layers ready',
      })
    })

    it('is loaded although the connection breaks', async () => {
      registry.trouble.push('break')
      await engine.pull(pulled, () => undefined, never)
      expect(registry.trouble).toEqual([])
      expect(await engine.missingImages([pulled], never)).toEqual([])
    })

    it('is noted for the home that brought it, not for one that asked when it was here already', async () => {
      const [first, second] = [broughtHere(), broughtHere()]
      for (const brought of [first, second])
        await openEngine({ link, home: 'a-test', brought }).pull(pulled, () => undefined, never)
      expect((await first.read()).map(({ name }) => name)).toEqual([pulled])
      expect(await second.read()).toEqual([])
    })

    it('that is not there is told with its tag and the variable that names another', async () => {
      const wrong = `${registry.host}/little/image:v9`
      await expect(engine.pull(wrong, () => undefined, never)).rejects.toMatchObject({
        info: {
          code: 'PULL_FAILED',
          what: expect.stringContaining(wrong),
          why: expect.stringContaining('"v9"'),
          fix: expect.stringContaining('REALCAVE_IMAGE_X'),
        },
      })
    })

    it('is not asked for again when the registry allows no more', async () => {
      registry.trouble.push(
        'limit',
        'limit',
        'limit',
        'limit',
        'limit',
        'limit',
        'limit',
        'limit',
        'limit',
        'limit',
      )
      await expect(engine.pull(pulled, () => undefined, never)).rejects.toMatchObject({
        info: { code: 'PULL_FAILED', fix: expect.stringContaining('docker login') },
      })
    })

    it('is left when it is cancelled', async () => {
      const controller = new AbortController()
      const pulling = engine.pull(pulled, () => controller.abort(), controller.signal)
      await expect(pulling).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
    })
  })
})
