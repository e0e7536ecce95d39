import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openProject } from '../../src/main/engine/project'
import { temporaryFolder } from '../support/temporary-folder'
import { engineHere, never, type TestProject } from './support/engine'
import { smallModel } from './support/small-model'
import { smallProjects } from './support/small-project'

const run = promisify(execFile)
const link = await engineHere()
const image = `realcave-test:ownership-${process.pid}`
const quiet = (): void => undefined

describe.skipIf(link === undefined)('whose things are on a real engine', () => {
  if (link === undefined) return
  let t: TestProject
  smallProjects(link, image, (project) => (t = project))

  /** Everything that carries the project's name, by kind and name. */
  const everything = async (): Promise<readonly string[]> => {
    const filters = { label: [`com.docker.compose.project=${t.project.name}`] }
    const [containers, { Volumes }, networks] = await Promise.all([
      link.docker.listContainers({ all: true, filters }),
      link.docker.listVolumes({ filters }),
      link.docker.listNetworks({ filters }),
    ])
    return [
      ...containers.map(({ Names, State }) => `container ${Names[0]} ${State}`),
      ...Volumes.map(({ Name }) => `volume ${Name}`),
      ...networks.map(({ Name }) => `network ${Name}`),
    ].sort()
  }

  describe('what is ours', () => {
    it('goes without its volumes, and with them', async () => {
      await t.project.up(['joined', 'alone'], quiet, never)
      await t.project.putArchive('owner', '/data', [{ path: 'kept', content: 'yes' }], never)
      await t.project.remove(false, never)
      expect(await everything()).toEqual([`volume ${t.project.name}_data`])
      await t.project.up(['owner'], quiet, never)
      expect((await t.project.exec('owner', ['cat', '/data/kept'], quiet, never)).output).toBe('yes\n')
      await t.project.remove(true, never)
      expect(await everything()).toEqual([])
      await t.project.remove(true, never)
    })

    it('goes where there is no docker command, which up cannot do without', async () => {
      await t.project.up(['joined'], quiet, never)
      const { name } = t.project
      const bare = { docker: link.docker, command: async () => null }
      const project = openProject({
        link: bare,
        name,
        home: t.home,
        folder: t.folder,
        model: () => smallModel(image),
      })
      await expect(project.up(['joined'], quiet, never)).rejects.toMatchObject({
        info: { code: 'COMPOSE_MISSING', fix: expect.stringContaining('docker-compose-plugin') },
      })
      await project.remove(true, never)
      expect(await everything()).toEqual([])
    })

    it('leaves no volume without a name behind', async () => {
      const volumes = async () => (await link.docker.listVolumes()).Volumes.length
      const before = await volumes()
      const project = t.again({ services: { web: { image, volumes: ['/nameless'] } } })
      await project.up(['web'], quiet, never)
      expect(await volumes()).toBe(before + 1)
      await project.remove(false, never)
      expect(await volumes()).toBe(before)
    })

    it('leaves none behind when a container is made anew that was made and never started', async () => {
      const volumes = async () => (await link.docker.listVolumes()).Volumes.length
      const before = await volumes()
      const project = t.again({ services: { web: { image, volumes: ['/nameless'] } } })
      await project.up(['web'], quiet, never)
      await project.remove(false, never)
      const unstarted = await link.docker.createContainer({
        Image: image,
        name: `${t.project.name}-web-1`,
        Labels: {
          'com.docker.compose.project': t.project.name,
          'com.docker.compose.service': 'web',
          'realcave.home': t.home,
        },
        Volumes: { '/nameless': {} },
      })
      await project.up(['web'], quiet, never)
      expect((await project.containers(never)).map(({ state }) => state)).toEqual(['running'])
      await expect(unstarted.inspect()).rejects.toMatchObject({ statusCode: 404 })
      expect(await volumes()).toBe(before + 1)
      await project.remove(false, never)
    })
  })

  describe('a set-up by hand of the same name', () => {
    let hand: Awaited<ReturnType<typeof temporaryFolder>>
    const compose = (...given: readonly string[]) =>
      run('docker', ['compose', '-p', t.project.name, ...given], { cwd: hand.folder })
    beforeEach(async () => {
      hand = await temporaryFolder('by-hand')
      const file = `services:\n  owner:\n    image: ${image}\n    volumes: ["data:/data"]\nvolumes:\n  data:\n`
      await writeFile(join(hand.folder, 'compose.yaml'), file)
      await compose('up', '-d')
    })
    afterEach(async () => {
      await compose('down', '--volumes')
      await hand.remove()
    })

    it('is told with where it comes from', async () => {
      const { name } = t.project
      const origin = join(hand.folder, 'compose.yaml')
      expect(await t.project.foreign(never)).toEqual([
        { kind: 'container', name: `${name}-owner-1`, origin, running: true },
        { kind: 'volume', name: `${name}_data`, origin: null, running: false },
        { kind: 'network', name: `${name}_default`, origin: null, running: false },
      ])
    })

    it('survives every verb', async () => {
      const before = await everything()
      expect(before).toHaveLength(3)
      await expect(t.project.up(['joined'], quiet, never)).rejects.toMatchObject({
        info: { code: 'FLEET_FOREIGN', why: expect.stringContaining(`volume ${t.project.name}_data`) },
      })
      expect(await t.project.containers(never)).toEqual([])
      for (const action of ['start', 'stop', 'restart'] as const)
        await expect(t.project.act('owner', action, never)).rejects.toMatchObject({
          info: { code: 'NOT_FOUND' },
        })
      await expect(t.project.exec('owner', ['sh'], quiet, never)).rejects.toMatchObject({
        info: { code: 'NOT_FOUND' },
      })
      await t.project.remove(true, never)
      expect(await everything()).toEqual(before)
    })

    it('is not in the way of another home once it is gone', async () => {
      await compose('down', '--volumes')
      expect(await t.project.foreign(never)).toEqual([])
      await t.project.up(['owner'], quiet, never)
    })
  })

  describe('what merely has the name of something of ours', () => {
    const named = async () => {
      const { name } = t.project
      await link.docker.createVolume({ Name: `${name}_data`, Labels: { 'realcave.test': 'true' } })
      const holder = await link.docker.createContainer({
        Image: image,
        name: `${name}-holder`,
        Cmd: ['sh', '-c', 'echo precious >/data/note; exec sleep 1000'],
        HostConfig: { Binds: [`${name}_data:/data`] },
      })
      await holder.start()
      return {
        note: async () => {
          const asked = await holder.exec({ Cmd: ['cat', '/data/note'], AttachStdout: true, Tty: true })
          return text(await asked.start({ Tty: true }))
        },
        remove: async () => {
          await holder.remove({ force: true })
          await link.docker.getVolume(`${name}_data`).remove()
        },
      }
    }

    it('a volume: it is told as foreign, never adopted, and survives every verb', async () => {
      const { name } = t.project
      const theirs = await named()
      try {
        expect(await t.project.foreign(never)).toEqual([
          { kind: 'volume', name: `${name}_data`, origin: null, running: false },
        ])
        await expect(t.project.up(['owner'], quiet, never)).rejects.toMatchObject({
          info: { code: 'FLEET_FOREIGN', why: expect.stringContaining(`volume ${name}_data`) },
        })
        expect(await everything()).toEqual([])
        await t.project.remove(true, never)
        expect(await theirs.note()).toContain('precious')
      } finally {
        await theirs.remove()
      }
      await t.project.up(['owner'], quiet, never)
    })

    it('a network and a container', async () => {
      const { name } = t.project
      const network = await link.docker.createNetwork({ Name: `${name}_default` })
      const container = await link.docker.createContainer({ Image: image, name: `${name}-alone-1` })
      try {
        expect(await t.project.foreign(never)).toEqual([
          { kind: 'container', name: `${name}-alone-1`, origin: null, running: false },
          { kind: 'network', name: `${name}_default`, origin: null, running: false },
        ])
      } finally {
        await container.remove()
        await network.remove()
      }
    })

    it("something whose name only begins so is in nobody's way", async () => {
      const Name = `${t.project.name}_data_of_others`
      await link.docker.createVolume({ Name })
      try {
        expect(await t.project.foreign(never)).toEqual([])
      } finally {
        await link.docker.getVolume(Name).remove()
      }
    })
  })

  it('another home is as foreign as a set-up by hand, and tells its folder', async () => {
    await t.project.up(['owner'], quiet, never)
    const { name } = t.project
    const other = openProject({
      link,
      name,
      home: 'another',
      folder: t.folder,
      model: () => smallModel(image),
    })
    expect(await other.foreign(never)).toContainEqual({
      kind: 'container',
      name: `${name}-owner-1`,
      origin: t.folder,
      running: true,
    })
    await other.remove(true, never)
    expect(await t.project.foreign(never)).toEqual([])
    expect((await t.project.containers(never)).map(({ state }) => state)).toEqual(['running'])
  })

  it('a network of ours that a container of others has joined stays, and the rest goes', async () => {
    await t.project.up(['owner'], quiet, never)
    const network = `${t.project.name}_default`
    const visitor = await link.docker.createContainer({
      Image: image,
      Labels: { 'realcave.test': 'true' },
      HostConfig: { NetworkMode: network },
    })
    try {
      await visitor.start()
      await t.project.remove(true, never)
      expect(await everything()).toEqual([`network ${network}`])
    } finally {
      await visitor.remove({ force: true })
    }
  })
})
