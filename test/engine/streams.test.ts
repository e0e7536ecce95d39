import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProject } from '../../src/main/engine/project'
import { cutSocket } from './support/cut-socket'
import { engineHere, never, testProject, type TestProject } from './support/engine'
import { makeImage, removeImage } from './support/small-image'

const link = await engineHere()
const image = `realcave-test:streams-${process.pid}`
const quiet = (): void => undefined

const idle = 'trap "exit 0" TERM; while :; do sleep 0.1; done'
const model = {
  services: {
    talker: { image, command: ['sh', '-c', `echo one; echo two >&2; echo three; ${idle}`] },
    flood: {
      image,
      command: ['sh', '-c', 'while :; do echo 0123456789012345678901234567890123456789; done'],
    },
    brief: { image, command: ['sh', '-c', 'echo hello; sleep 1; echo bye'] },
  },
}

describe.skipIf(link === undefined)('streams of a real engine', () => {
  if (link === undefined) return
  let t: TestProject
  beforeAll(() => makeImage(link.docker, image))
  afterAll(() => removeImage(link.docker, image))
  beforeEach(async () => {
    t = await testProject(link, model)
  })
  afterEach(() => t[Symbol.asyncDispose]())

  const collect = async (lines: AsyncIterable<string>): Promise<readonly string[]> => {
    const collected: string[] = []
    for await (const line of lines) collected.push(line)
    return collected
  }
  const bare = (line: string): string => line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, '')

  describe('logs', () => {
    it('are whole lines of both outputs, with their times; as many as are asked for', async () => {
      await t.project.up(['talker'], quiet, never)
      const logs = (tail: number) => collect(t.project.logs('talker', { tail, follow: false }, never))
      await expect.poll(async () => (await logs(100)).length).toBe(3)
      const lines = await logs(100)
      for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z /)
      expect(lines.map(bare).sort()).toEqual(['one', 'three', 'two'])
      expect((await logs(1)).map(bare)).toHaveLength(1)
    })

    it('end with the container', async () => {
      await t.project.up(['brief'], quiet, never)
      const lines = await collect(t.project.logs('brief', { tail: 10, follow: true }, never))
      expect(lines.map(bare)).toEqual(['hello', 'bye'])
    })

    it('end with the signal', async () => {
      await t.project.up(['talker'], quiet, never)
      const controller = new AbortController()
      const lines = collect(t.project.logs('talker', { tail: 10, follow: true }, controller.signal))
      await pause(200)
      controller.abort()
      expect((await lines).length).toBe(3)
    })

    it('of a container that writes without end do not fill the memory of a slow reader', async () => {
      await t.project.up(['flood'], quiet, never)
      const before = process.memoryUsage().rss
      let read = 0
      for await (const line of t.project.logs('flood', { tail: 0, follow: true }, never)) {
        expect(bare(line).length).toBeLessThan(100)
        if (++read === 20) break
        await pause(100)
      }
      expect(process.memoryUsage().rss - before).toBeLessThan(60e6)
    })
  })

  describe('a program in a container', () => {
    beforeEach(() => t.project.up(['talker'], quiet, never))

    it('tells status and both outputs, and its lines as they come', async () => {
      const lines: string[] = []
      const script = ['sh', '-c', 'echo out; echo bad >&2; printf "no end"; exit 4']
      const result = await t.project.exec('talker', script, (line) => lines.push(line), never)
      expect(result).toEqual({ status: 4, output: 'out\nno end\n', errors: 'bad\n' })
      expect([...lines].sort()).toEqual(['bad', 'no end', 'out'])
    })

    it('that is not there is an answer, as the shell gives it', async () => {
      const result = await t.project.exec('talker', ['no-such-program'], quiet, never)
      expect(result.status).toBeGreaterThanOrEqual(126)
    })

    it('is ended with all that it started when it is cancelled', async () => {
      const controller = new AbortController()
      const script = ['sh', '-c', 'sleep 4321 & sleep 4321 & echo up; wait']
      const running = t.project.exec('talker', script, () => controller.abort(), controller.signal)
      await expect(running).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
      const asleep = async (): Promise<string> => {
        const look = ['sh', '-c', 'grep -l "43[2]1" /proc/[0-9]*/cmdline; true']
        return (await t.project.exec('talker', look, quiet, never)).output
      }
      await expect.poll(asleep).not.toMatch(/\d/)
    })

    it('gives megabytes of output without filling the memory: the end is kept', async () => {
      const script = [
        'sh',
        '-c',
        'i=0; while [ $i -lt 60000 ]; do echo "0123456789012345678901234567890 $i"; i=$((i+1)); done',
      ]
      const { output } = await t.project.exec('talker', script, quiet, never)
      expect(output.length).toBeLessThanOrEqual(1_000_000)
      expect(output.endsWith(' 59999\n')).toBe(true)
    })
  })

  describe('events', () => {
    /** Counts hints until the signal. */
    const listen = (project = t.project) => {
      const controller = new AbortController()
      const heard = { hints: 0 }
      const done = (async () => {
        for await (const _ of project.events(controller.signal)) heard.hints++
      })()
      return {
        heard,
        end: async () => {
          controller.abort()
          await done
        },
      }
    }

    it('hint at changes of our containers, not at programs that run in them', async () => {
      await t.project.up(['talker'], quiet, never)
      const listening = listen()
      await expect.poll(() => listening.heard.hints).toBe(1)
      await t.project.exec('talker', ['sh', '-c', 'true'], quiet, never)
      await pause(300)
      expect(listening.heard.hints).toBe(1)
      await t.project.act('talker', 'stop', never)
      await expect.poll(() => listening.heard.hints).toBeGreaterThan(1)
      await listening.end()
    })

    it('come again after the engine was away, with a hint at its end and at its return', async () => {
      await t.project.up(['talker'], quiet, never)
      const socket = await cutSocket(join(t.folder, 'engine.sock'))
      const { name } = t.project
      const project = openProject({
        link: socket.link,
        name,
        home: t.home,
        folder: t.folder,
        model: () => model,
      })
      const listening = listen(project)
      await expect.poll(() => listening.heard.hints).toBe(1)
      await socket.cut()
      await expect.poll(() => listening.heard.hints).toBe(2)
      await expect(project.containers(never)).rejects.toMatchObject({
        info: { code: 'ENGINE_MISSING', why: expect.stringContaining('went away') },
      })
      await socket.mend()
      await expect.poll(() => listening.heard.hints, { timeout: 10_000 }).toBe(3)
      await t.project.act('talker', 'stop', never)
      await expect.poll(() => listening.heard.hints).toBeGreaterThan(3)
      await listening.end()
      await socket[Symbol.asyncDispose]()
    })
  })

  it('an engine that goes away in the middle is named by everything that was under way', async () => {
    await t.project.up(['talker'], quiet, never)
    const socket = await cutSocket(join(t.folder, 'engine.sock'))
    const { name } = t.project
    const project = openProject({
      link: socket.link,
      name,
      home: t.home,
      folder: t.folder,
      model: () => model,
    })
    const gone = { info: { code: 'ENGINE_MISSING' } }
    const running = project.exec('talker', ['sh', '-c', 'echo up; sleep 5'], () => void socket.cut(), never)
    const reading = collect(project.logs('talker', { tail: 10, follow: true }, never))
    await Promise.all([
      expect(running).rejects.toMatchObject(gone),
      expect(reading).rejects.toMatchObject(gone),
    ])
    await expect(project.up(['talker'], quiet, never)).rejects.toMatchObject(gone)
    await expect(project.act('talker', 'stop', never)).rejects.toMatchObject(gone)
    await expect(project.remove(true, never)).rejects.toMatchObject(gone)
    await expect(project.foreign(never)).rejects.toMatchObject(gone)
  })
})
