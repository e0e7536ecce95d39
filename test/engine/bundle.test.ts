import { readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/docker-engine'
import type { BundleProgress } from '../../src/main/engine/engine'
import { saveImages } from '../../src/main/engine/save-images'
import { temporaryFolder } from '../support/temporary-folder'
import { broughtHere } from './support/brought-here'
import { engineHere, never } from './support/engine'
import { makeImage, removeImage } from './support/small-image'

const link = await engineHere()
const images = ['one', 'two'].map((name) => `realcave-test:bundle-${name}-${process.pid}`)
const quiet = (): void => undefined

describe.skipIf(link === undefined)('a bundle of images', () => {
  if (link === undefined) return
  const engine = openEngine({ link, home: 'a-test' })
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let bundle: string

  /** The second is the first and one more layer, as the services' images stand on common ones. */
  const makeAll = async () => {
    const [one = '', two = ''] = images
    await makeImage(link.docker, one, 'number 1')
    const container = await link.docker.createContainer({
      Image: one,
      Cmd: ['sh', '-c', 'echo 2 > /data/two'],
    })
    try {
      await container.start()
      await container.wait()
      const [repo, tag] = two.split(':')
      await container.commit({ repo, tag })
    } finally {
      await container.remove({ force: true })
    }
  }
  const removeAll = async () => {
    const missing = new Set(await engine.missingImages(images, never))
    for (const image of images.filter((image) => !missing.has(image))) await removeImage(link.docker, image)
  }
  beforeAll(makeAll)
  afterAll(removeAll)
  beforeEach(async () => {
    folder = await temporaryFolder('a bundle')
    bundle = join(folder.folder, 'class room')
  })
  afterEach(() => folder.remove())

  /** In parts as small as a megabyte, as a large bundle is in parts of gigabytes. */
  const save = (signal = never, report: (progress: BundleProgress) => void = quiet) =>
    saveImages(link.docker, images, bundle, report, signal, 1_000_000)
  const invalid = (why: string) => ({ info: { code: 'BUNDLE_INVALID', why: expect.stringContaining(why) } })
  const refused = (why: string) => ({ failure: invalid(why), missing: images })
  /** Whatever is wrong with a bundle, the engine is given nothing of it. */
  const refusal = async (): Promise<unknown> => {
    await removeAll()
    const failure: unknown = await engine.loadImages(bundle, quiet, never).catch((error: unknown) => error)
    const missing = await engine.missingImages(images, never)
    await makeAll()
    return { failure, missing }
  }

  it('brings the images to an engine that has none of them', async () => {
    const saved: BundleProgress[] = []
    await save(never, (progress) => saved.push(progress))
    expect(saved[0]?.detail).toMatch(/^needs up to \d/)
    const { Size } = await link.docker.getImage(images[1] ?? '').inspect()
    // What they share is counted once, and written once.
    expect(saved[0]?.total).toBe(Size)
    expect(saved.at(-1)?.done).toBeLessThan(1.2 * Size)
    const files = (await readdir(bundle)).sort()
    expect(files.slice(0, 3)).toEqual(['bundle.json', 'images.tar.gz.001', 'images.tar.gz.002'])
    for (const file of files) expect((await stat(join(bundle, file))).size).toBeLessThanOrEqual(1_000_000)
    expect(await readdir(folder.folder)).toEqual(['class room'])
    const ids = await Promise.all(
      images.map(async (image) => (await link.docker.getImage(image).inspect()).Id),
    )
    await removeAll()

    const moved = join(folder.folder, 'on a stick')
    await rename(bundle, moved)
    const details = new Set<string>()
    expect(await engine.loadImages(moved, ({ detail }) => details.add(detail), never)).toEqual(images)
    expect([...details]).toEqual([expect.stringMatching(/^needs \d.*GB/), 'checked', 'loaded'])
    expect(await engine.missingImages(images, never)).toEqual([])
    expect(
      await Promise.all(images.map(async (image) => (await link.docker.getImage(image).inspect()).Id)),
    ).toEqual(ids)
  })

  it('notes for its home what was not there before, and nothing else', async () => {
    const [, two = ''] = images
    await save()
    await removeImage(link.docker, two)
    const brought = broughtHere()
    await openEngine({ link, home: 'a-test', brought }).loadImages(bundle, quiet, never)
    const { Id } = await link.docker.getImage(two).inspect()
    expect(await brought.read()).toEqual([{ name: two, id: Id }])
  })

  it('takes the place of an older one, not of anything else', async () => {
    await save()
    const before = (await stat(join(bundle, 'bundle.json'))).mtimeMs
    await save()
    expect((await stat(join(bundle, 'bundle.json'))).mtimeMs).toBeGreaterThan(before)
    await rm(join(bundle, 'bundle.json'))
    await expect(save()).rejects.toMatchObject({
      info: { code: 'BAD_INPUT', what: expect.stringContaining(bundle) },
    })
    expect(await readdir(folder.folder)).toEqual(['class room'])
  })

  it('leaves nothing when it is cancelled or an image is missing', async () => {
    const controller = new AbortController()
    await expect(save(controller.signal, () => controller.abort())).rejects.toMatchObject({
      info: { code: 'CANCELLED' },
    })
    const missing = engine.saveImages(['realcave-test:none'], bundle, quiet, never)
    await expect(missing).rejects.toMatchObject({ info: { code: 'IMAGES_MISSING' } })
    expect(await readdir(folder.folder)).toEqual([])
  })

  describe('is refused by name, with nothing loaded: one', () => {
    beforeEach(() => save())
    const part = () => join(bundle, 'images.tar.gz.002')
    const edit = async (change: (text: string) => string) => {
      const file = join(bundle, 'bundle.json')
      await writeFile(file, change(await readFile(file, 'utf8')))
    }

    it('without a part', async () => {
      await rm(part())
      expect(await refusal()).toMatchObject(refused('images.tar.gz.002 is missing'))
    })

    it('with a part that is cut short', async () => {
      await truncate(part(), 500_000)
      expect(await refusal()).toMatchObject(refused('images.tar.gz.002 has 500000 bytes instead of'))
    })

    it('with a wrong byte', async () => {
      const content = await readFile(part())
      content[123_456] = (content[123_456] ?? 0) ^ 1
      await writeFile(part(), content)
      expect(await refusal()).toMatchObject(refused(''))
    })

    it('with a wrong last byte, which unpacking alone would not tell', async () => {
      const files = (await readdir(bundle)).sort()
      const last = join(bundle, files.at(-1) ?? '')
      const content = await readFile(last)
      content[content.length - 1] = (content[content.length - 1] ?? 0) ^ 1
      await writeFile(last, content)
      expect(await refusal()).toMatchObject(refused(''))
    })

    it('that does not say what it is', async () => {
      await edit((text) => text.slice(0, -20))
      expect(await refusal()).toMatchObject(refused('bundle.json is damaged'))
    })

    it('that names a part outside of it', async () => {
      await edit((text) => text.replace('images.tar.gz.001', '../images.tar.gz.001'))
      expect(await refusal()).toMatchObject(refused('bundle.json is damaged'))
    })

    it('that names other images than it holds', async () => {
      await edit((text) => text.replace(images[0] ?? '', 'nginx:1.28-alpine'))
      expect(await refusal()).toMatchObject(refused('does not hold nginx:1.28-alpine'))
    })

    it('that holds an image that it does not name', async () => {
      await edit((text) => JSON.stringify({ ...JSON.parse(text), images: JSON.parse(text).images.slice(1) }))
      expect(await refusal()).toMatchObject(refused(`holds ${images[0]}`))
    })
  })

  it('that is none is told', async () => {
    await expect(engine.loadImages(bundle, quiet, never)).rejects.toMatchObject(invalid('bundle.json'))
  })
})
