import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BroughtImage } from '../../src/main/engine/brought-images'
import { openEngine } from '../../src/main/engine/docker-engine'
import { openProject } from '../../src/main/engine/project'
import { broughtHere } from './support/brought-here'
import { engineHere, never, type TestProject } from './support/engine'
import { makeImage, removeImage } from './support/small-image'
import { smallModel } from './support/small-model'
import { smallProjects } from './support/small-project'

const link = await engineHere()
const image = `realcave-test:removal-${process.pid}`
const quiet = (): void => undefined

describe.skipIf(link === undefined)('what a home has in Docker, removed', () => {
  if (link === undefined) return
  let t: TestProject
  smallProjects(link, image, (project) => (t = project))

  const labelled = async (home: string): Promise<number> => {
    const filters = { label: [`realcave.home=${home}`] }
    const [containers, { Volumes }, networks, images] = await Promise.all([
      link.docker.listContainers({ all: true, filters }),
      link.docker.listVolumes({ filters }),
      link.docker.listNetworks({ filters }),
      link.docker.listImages({ filters }),
    ])
    return containers.length + Volumes.length + networks.length + images.length
  }

  const noteOf = async (name: string): Promise<BroughtImage> => ({
    name,
    id: (await link.docker.getImage(name).inspect()).Id,
  })
  const open = (name: string, home: string) =>
    openProject({ link, name, home, folder: t.folder, model: () => smallModel(image) })
  const spare = `realcave-test:spare-${process.pid}`
  beforeEach(() => makeImage(link.docker, spare, 'run from by nobody'))
  afterEach(() => removeImage(link.docker, spare).catch(() => undefined))

  it('goes whole, of every project; what is of another home stays, and so do images that its fleet may need', async () => {
    const other = randomUUID()
    const elsewhere = open(`${t.project.name}-2`, t.home)
    const theirs = open(`${t.project.name}-3`, other)
    try {
      await t.project.up(['owner'], quiet, never)
      await elsewhere.up(['owner'], quiet, never)
      await theirs.up(['owner'], quiet, never)
      const brought = broughtHere(await noteOf(image), await noteOf(spare))
      const engine = openEngine({ link, home: t.home, brought })
      await expect(engine.namesOfHome(never)).resolves.toEqual(
        expect.arrayContaining([`volume ${elsewhere.name}_data`, `image ${spare}`]),
      )
      await theirs.remove(false, never)
      const gone = `realcave-test:never-${process.pid}`
      await expect(engine.removeOfHome([image, gone], never)).resolves.toEqual([image, spare])
      expect(await labelled(t.home)).toBe(0)
      expect(await labelled(other)).toBe(1)
      await expect(engine.missingImages([image, spare], never)).resolves.toEqual([])
    } finally {
      await elsewhere.remove(true, never)
      await theirs.remove(true, never)
    }
  })

  it('of the images go those that it brought; what was here before, came since, or is run by others stays', async (test) => {
    const { Volumes } = await link.docker.listVolumes({ filters: { label: ['realcave.home'] } })
    test.skip(Volumes.length > 0, 'Another home has a fleet on this engine: no image would go.')
    const [since, busy] = ['since', 'busy'].map((word) => `realcave-test:${word}-${process.pid}`)
    if (since === undefined || busy === undefined) throw new Error('No names.')
    await makeImage(link.docker, since, 'of somebody else’s, under the same name')
    await makeImage(link.docker, busy, 'run by somebody else')
    const container = await link.docker.createContainer({ Image: busy })
    try {
      const brought = broughtHere(await noteOf(spare), { name: since, id: 'sha256:1' }, await noteOf(busy))
      const engine = openEngine({ link, home: t.home, brought })
      await expect(engine.removeOfHome([image, spare], never)).resolves.toEqual([since, busy, image])
      await expect(engine.missingImages([image, spare, since, busy], never)).resolves.toEqual([spare])
      expect((await brought.read()).map(({ name }) => name)).toEqual([since, busy])
    } finally {
      await container.remove({ force: true })
      for (const name of [since, busy]) await removeImage(link.docker, name).catch(() => undefined)
    }
  })
})
