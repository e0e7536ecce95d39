import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWays, type Ways } from '../../src/main/doctor/docker/ways'
import { findEngine } from '../../src/main/engine/find-engine'
import { ownElsewhere } from '../../src/main/engine/own-elsewhere'
import { openProject } from '../../src/main/engine/project'
import { surroundingsHere } from '../../src/main/engine/surroundings'
import { openHome, type Home } from '../../src/main/home/home'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { engineHere, never, type TestProject } from './support/engine'
import { smallModel } from './support/small-model'
import { smallProjects } from './support/small-project'

const run = promisify(execFile)
const link = await engineHere()
const image = `realcave-test:ways-${process.pid}`
const quiet = (): void => undefined

describe.skipIf(link === undefined)('the ways round what is in the way, on a real engine', () => {
  if (link === undefined) return
  let t: TestProject
  let ways: Ways
  let home: Home
  let hand: Awaited<ReturnType<typeof temporaryFolder>>
  smallProjects(link, image, (project) => (t = project))

  beforeEach(async () => {
    hand = await temporaryFolder('by-hand')
    const opened = await openHome({ folder: join(hand.folder, 'home'), warn: quiet })
    home = { ...opened, settings: { ...opened.settings, id: t.home, project: t.project.name } }
    ways = openWays({
      home: () => home,
      find: async () => findEngine(await surroundingsHere(), never),
      project: async () => t.project,
    })
  })
  afterEach(() => hand.remove())

  const states = async (name: string): Promise<Record<string, string>> => {
    const filters = { label: [`com.docker.compose.project=${name}`] }
    const all = await link.docker.listContainers({ all: true, filters })
    return Object.fromEntries(all.map(({ Names, State }) => [(Names[0] ?? '').slice(1), State]))
  }

  describe('a set-up by hand', () => {
    let port: number
    const compose = (...given: readonly string[]) =>
      run('docker', ['compose', '-p', t.project.name, ...given], { cwd: hand.folder })
    const theirs = () => `${t.project.name}-owner-1`

    beforeEach(async () => {
      port = await freePort()
      home = { ...home, settings: { ...home.settings, port } }
      const file = `services:\n  owner:\n    image: ${image}\n    ports: ["127.0.0.1:${port}:80"]\n    volumes: ["data:/data"]\nvolumes:\n  data:\n`
      await writeFile(join(hand.folder, 'compose.yaml'), file)
      await compose('up', '-d')
    })
    afterEach(async () => {
      await compose('down', '--volumes')
    })

    it('is told by name, with what runs, the port that it holds, and a place that is free', async () => {
      const found = await ways.foreign(never)
      expect(found.objects).toContainEqual({
        kind: 'container',
        name: theirs(),
        origin: join(hand.folder, 'compose.yaml'),
        running: true,
      })
      expect(found.objects.map(({ kind }) => kind).sort()).toEqual(['container', 'network', 'volume'])
      expect(found.ports).toEqual([port])
      expect(found.free.project).not.toBe(t.project.name)
      expect(await states(found.free.project)).toEqual({})
      expect(found.free.port).not.toBe(port)
    })

    it('is gone round by a name that nothing merely begins with', async () => {
      const { project } = (await ways.foreign(never)).free
      await run('docker', ['volume', 'create', `${project}_postgres`])
      try {
        expect((await ways.foreign(never)).free.project).not.toBe(project)
      } finally {
        await run('docker', ['volume', 'rm', `${project}_postgres`])
      }
    })

    it('is stopped at a word, and nothing of it is removed', async () => {
      const before = (await ways.foreign(never)).objects.map(({ name }) => name)
      expect(await ways.stopForeign([theirs()], never)).toEqual([theirs()])
      expect(await states(t.project.name)).toEqual({ [theirs()]: 'exited' })
      const after = await ways.foreign(never)
      expect(after.objects.map(({ name }) => name)).toEqual(before)
      expect([after.ports, after.free.port]).toEqual([[], port])
      await run('docker', ['start', theirs()])
      expect(await states(t.project.name)).toEqual({ [theirs()]: 'running' })
    })

    it('is not stopped by another name', async () => {
      expect(await ways.stopForeign([`${t.project.name}_data`, 'somebody-else-1'], never)).toEqual([])
      expect(await states(t.project.name)).toEqual({ [theirs()]: 'running' })
    })
  })

  it('what is ours is never stopped as a thing of others', async () => {
    await t.project.up(['owner'], quiet, never)
    const ours = `${t.project.name}-owner-1`
    expect(await ways.stopForeign([ours], never)).toEqual([])
    expect(await states(t.project.name)).toEqual({ [ours]: 'running' })
  })

  it('what this home has left under another name goes, but for its data; another home’s stays', async () => {
    const old = `${t.project.name}-old`
    const under = (name: string, owner: string) =>
      openProject({ link, name, home: owner, folder: t.folder, model: () => smallModel(image) })
    const left = under(old, t.home)
    const others = under(`${old}er`, 'another-home')
    try {
      await t.project.up(['owner'], quiet, never)
      await left.up(['owner'], quiet, never)
      await others.up(['owner'], quiet, never)
      const found = await ownElsewhere(link.docker, t.home, t.project.name, never)
      expect(found).toEqual([
        { name: `${old}-owner-1`, project: old },
        { name: `${old}_default`, project: old },
      ])
      expect(await ways.removeLeftovers(never)).toEqual(found.map(({ name }) => name))
      expect(await states(old)).toEqual({})
      const { Volumes } = await link.docker.listVolumes({ filters: { name: [`${old}_data`] } })
      expect(Volumes).toHaveLength(1)
      expect(Object.values(await states(t.project.name))).toEqual(['running'])
      expect(Object.values(await states(`${old}er`))).toEqual(['running'])
      expect(await ways.removeLeftovers(never)).toEqual([])
    } finally {
      await left.remove(true, never)
      await others.remove(true, never)
    }
  })
})
