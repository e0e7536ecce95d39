import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/docker-engine'
import { openProject } from '../../src/main/engine/project'
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

  it('goes whole, of every project and with its images; what is of others stays, and their image with it', async () => {
    const other = randomUUID()
    const open = (name: string, home: string) =>
      openProject({ link, name, home, folder: t.folder, model: () => smallModel(image) })
    const elsewhere = open(`${t.project.name}-2`, t.home)
    const theirs = open(`${t.project.name}-3`, other)
    const unused = `realcave-test:unused-${process.pid}`
    await makeImage(link.docker, unused, 'of nobody')
    try {
      await t.project.up(['owner'], quiet, never)
      await elsewhere.up(['owner'], quiet, never)
      await theirs.up(['owner'], quiet, never)
      const engine = openEngine({ link, home: t.home })
      const gone = `realcave-test:never-${process.pid}`
      await expect(engine.removeOfHome([image, unused, gone], never)).resolves.toEqual([image])
      expect(await labelled(t.home)).toBe(0)
      expect(await labelled(other)).toBeGreaterThan(1)
      await expect(engine.missingImages([image, unused], never)).resolves.toEqual([unused])
    } finally {
      await elsewhere.remove(true, never)
      await theirs.remove(true, never)
      await removeImage(link.docker, unused).catch(() => undefined)
    }
  })
})
