import { expect, test } from 'vitest'
import { openImageLibrary, type ImageLibrary } from '../../../../src/main/fleet/images/image-library'
import { downloadSize } from '../../../../src/main/fleet/images/sizes'
import type { ImagesDownload } from '../../../../src/shared/domain/images'
import { Failure } from '../../../../src/shared/errors'

const never = new AbortController().signal
const images = ['caveconnectome/pychunkedgraph:v2.21.1', 'redis:7.2-alpine']

interface Pull {
  readonly image: string
  readonly finish: () => void
  readonly fail: (error: Error) => void
}

const overlay = 'realcave/older:1'

/** A machine whose downloads end when the test says so; with `older`, on a processor that needs an image of its own. */
const stage = (here: readonly string[] = [], older = false, bundle: string | null = null) => {
  const there = new Set(here)
  let needed: readonly string[] = images
  const pulls: Pull[] = []
  const missing = (asked: readonly string[]) => asked.filter((image) => !there.has(image))
  const library = openImageLibrary(async () => ({
    check: async () => undefined,
    bundle: async () => bundle,
    supply: {
      images: () => needed,
      everyImage: () => [...images, overlay],
      sizeOf: (image) => (image === overlay ? 47_000_000 : downloadSize(image)),
      note: () => (needed === images ? '' : 'This processor has no AVX2.'),
      missing: async () => {
        // As soon as one is there that can tell.
        if (older && there.has(images[0] ?? '')) needed = [images[0] ?? '', overlay]
        return missing(needed)
      },
      get: (image, report, signal) =>
        new Promise((resolve, reject) => {
          report({ done: 7, total: 10, detail: '1 of 2 layers ready' })
          const finish = () => {
            there.add(image)
            resolve()
          }
          pulls.push({ image, finish, fail: reject })
          signal.addEventListener('abort', () => reject(new Error('ended')), { once: true })
        }),
    },
    engine: {
      saveImages: async (saved, bundle, report) => {
        report({ done: 1, total: 2, detail: `${bundle}: ${saved.join()}` })
      },
      loadImages: async () => images,
      missingImages: async (asked) => missing(asked),
    },
  }))
  return { library, pulls }
}

test('where a bundle is at hand, it is said that they come from there', async () => {
  const { library } = stage([], false, '/stick/kit/images')
  expect((await library.status(never)).note).toContain('loaded from /stick/kit/images')
  expect((await stage(images, false, '/stick/kit/images').library.status(never)).note).toBe('')
})

const seen = async (library: ImageLibrary, wanted: (download: ImagesDownload) => boolean) => {
  for await (const download of library.watch(never)) if (wanted(download)) return download
  throw new Error('It did not come.')
}

test('tells what is there, and what is left to load', async () => {
  const { library } = stage([images[1] ?? ''])
  expect(await library.status(never)).toMatchObject({
    trouble: null,
    images: [
      { name: images[0], here: false },
      { name: images[1], here: true, size: 20_000_000 },
    ],
    download: 640_000_000,
  })
})

test('without an engine the reason is told, and what all would weigh', async () => {
  const info = {
    code: 'ENGINE_MISSING',
    what: 'No Docker.',
    why: 'None answers.',
    fix: 'Install it.',
  } as const
  const library = openImageLibrary(() => Promise.reject(new Failure(info)))
  expect(await library.status(never)).toMatchObject({ trouble: info, images: [], download: 2_500_000_000 })
  await expect(library.get(never)).rejects.toMatchObject({ info })
})

test('loads one after another, for whoever watches, and goes on when the asker has gone', async () => {
  const { library, pulls } = stage()
  const asker = new AbortController()
  await library.get(asker.signal)
  asker.abort()
  await library.get(never)
  const loading = await seen(library, ({ images: [first] }) => first?.state === 'loading')
  expect(loading).toMatchObject({ state: 'running', images: [{ done: 7, total: 10 }, { state: 'waiting' }] })
  expect(pulls.map(({ image }) => image)).toEqual([images[0]])
  pulls[0]?.finish()
  await seen(library, ({ images: [, second] }) => second?.state === 'loading')
  pulls[1]?.finish()
  expect(await seen(library, ({ state }) => state === 'done')).toMatchObject({
    images: [{ state: 'ready' }, { state: 'ready' }],
  })
  expect((await library.status(never)).download).toBe(0)
})

test('a cancel ends it, and what was loaded is not loaded again', async () => {
  const { library, pulls } = stage()
  await library.get(never)
  pulls[0]?.finish()
  await seen(library, ({ images: [, second] }) => second?.state === 'loading')
  await library.cancel()
  expect(await seen(library, ({ state }) => state !== 'running')).toMatchObject({ state: 'cancelled' })
  await library.get(never)
  expect(pulls.map(({ image }) => image)).toEqual([images[0], images[1], images[1]])
  await library.close()
})

test('a download that fails says why, and another can begin', async () => {
  const { library, pulls } = stage()
  await library.get(never)
  pulls[0]?.fail(new Error('the line is cut'))
  const failed = await seen(library, ({ state }) => state === 'failed')
  expect(failed.error).toMatchObject({ why: 'the line is cut' })
  await library.get(never)
  expect((await seen(library, ({ state }) => state === 'running')).error).toBeNull()
  await library.close()
})

test('only a whole fleet is saved; what a bundle held is told', async () => {
  const told: string[] = []
  const save = (library: ImageLibrary) =>
    library.save('/stick', false, ({ detail }) => told.push(detail), never)
  await expect(save(stage([images[0] ?? '']).library)).rejects.toMatchObject({
    info: { code: 'IMAGES_MISSING', why: expect.stringContaining('redis') },
  })
  const { library } = stage(images)
  expect(await save(library)).toEqual(images)
  expect(told).toEqual([`/stick: ${images.join()}`])
  expect(await library.load('/stick', () => undefined, never)).toEqual(images)
})

test('which images are needed may change with what the first tells of the processor', async () => {
  const { library, pulls } = stage([], true)
  await library.get(never)
  pulls[0]?.finish()
  const changed = await seen(library, ({ images: [, second] }) => second?.name === overlay)
  expect(changed.images).toMatchObject([{ name: images[0], state: 'ready' }, { state: 'loading' }])
  await expect.poll(() => pulls.length).toBe(2)
  pulls[1]?.finish()
  await seen(library, ({ state }) => state === 'done')
  expect(pulls.map(({ image }) => image)).toEqual([images[0], overlay])
  expect(await library.status(never)).toMatchObject({ download: 0, note: 'This processor has no AVX2.' })
})

test('a bundle for every processor brings what none of this machine needs, made first', async () => {
  const { library, pulls } = stage(images)
  const told: string[] = []
  const saving = library.save('/stick', true, ({ detail }) => told.push(detail), never)
  await expect.poll(() => pulls.length).toBe(1)
  pulls[0]?.finish()
  expect(await saving).toEqual([...images, overlay])
  expect(told).toEqual([`${overlay}: 1 of 2 layers ready`, `/stick: ${[...images, overlay].join()}`])
})
