import { describe, expect, it } from 'vitest'
import { getAll } from '../../../../src/main/fleet/images/get-all'
import { packageEnvironment } from '../../../../src/main/fleet/genuine/overlay'
import { temporaryHome } from '../../home/temporary-home'
import { FakeEngine, imageNames } from './fake-engine'
import { demanding, fakeSupply } from './fake-supply'

const signal = new AbortController().signal
const overlay = 'realcave/caveconnectome-materializationengine-without-avx2:v5.26.4'
const quiet = { next: () => undefined, progress: () => undefined, got: () => undefined }

const stage = async (cpuinfo?: string, environment: Readonly<Record<string, string>> = {}) => {
  const engine = new FakeEngine()
  if (cpuinfo !== undefined) engine.cpuinfo = cpuinfo
  const { home } = await temporaryHome()
  const open = () => fakeSupply(engine, home, environment)
  return { engine, home, open, supply: await open() }
}
const withoutAvx2 = 'flags : sse avx'
const withoutAvx = 'flags : sse sse4_2'
const got = ({ journal }: FakeEngine) => journal.filter((line) => /^(pull|derive)/.test(line))

describe('on a processor with AVX2', () => {
  it('the published images are got, small ones first, and the processor is looked at before the large ones', async () => {
    const { engine, supply } = await stage()
    await getAll(supply, quiet, signal)
    expect(engine.journal.slice(0, 2)).toEqual(['pull redis:7', 'run redis:7 cat /proc/cpuinfo'])
    expect(engine.local).toEqual(new Set(Object.values(imageNames)))
    expect(supply.note()).toBe('')
    expect(supply.images()).not.toContain(overlay)
  })
})

describe('with a bundle at hand', () => {
  it('nothing of it is pulled, and what it lacks still is', async () => {
    const { engine, home } = await stage()
    const offline = async (image: string): Promise<boolean> => {
      if (image === 'redis:7') return false
      engine.local.add(image)
      return true
    }
    await getAll(await fakeSupply(engine, home, {}, offline), quiet, signal)
    expect(got(engine)).toEqual(['pull redis:7'])
    expect(engine.local).toEqual(new Set(Object.values(imageNames)))
  })
})

describe('on a processor without AVX2', () => {
  it('the materialization services run from an image that is made here, on top of the published one', async () => {
    const { engine, supply } = await stage(withoutAvx2)
    await getAll(supply, quiet, signal)
    expect(got(engine)).toContain(`derive ${overlay}`)
    expect(engine.journal).toContain(
      `in ${demanding} python -m pip install --no-deps --no-cache-dir --root-user-action=ignore --progress-bar=off --disable-pip-version-check polars-runtime-compat==1.39.3`,
    )
    const { services } = supply.model()
    expect(services['mat']).toMatchObject({ image: overlay, environment: { POLARS_SKIP_CPU_CHECK: '1' } })
    expect(services['mat-worker']?.image).toBe(overlay)
    expect(services['info']).toEqual({
      image: imageNames['info'],
      environment: { MODE: 'info' },
    })
    expect(await supply.missing(signal)).toEqual([])
    expect(supply.note()).toContain(overlay)
  })

  it('what lays out the databases is told by its published name before and after: golden copies fit both', async () => {
    const { engine, supply } = await stage(withoutAvx2)
    const before = supply.layoutImages
    await getAll(supply, quiet, signal)
    expect(supply.images()).toContain(overlay)
    expect(engine.local.has(overlay)).toBe(true)
    expect(supply.layoutImages).toEqual(before)
    expect(before).toEqual({ annotation: imageNames['annotation'], mat: demanding })
  })

  it('that is known from the beginning the next time, without a container', async () => {
    const { engine, supply, open } = await stage(withoutAvx2)
    await getAll(supply, quiet, signal)
    engine.journal.length = 0
    const next = await open()
    expect(next.images()).toContain(overlay)
    expect(await next.missing(signal)).toEqual([])
    expect(engine.journal).toEqual([])
  })

  it('its size is that of the library, and of the published image where that is not here', async () => {
    const { engine, supply } = await stage(withoutAvx2)
    engine.local.add('redis:7')
    await supply.missing(signal)
    expect(supply.sizeOf(overlay)).toBe(787_000_000)
    engine.local.add(demanding)
    expect(await supply.missing(signal)).toContain(overlay)
    expect(supply.sizeOf(overlay)).toBe(47_000_000)
  })

  it('an image that came with a bundle is made no more', async () => {
    const { engine, supply } = await stage(withoutAvx2)
    for (const image of [...Object.values(imageNames), overlay]) engine.local.add(image)
    await getAll(supply, quiet, signal)
    expect(got(engine)).toEqual([])
  })

  it('older releases of polars had a package in its place', async () => {
    const { engine, supply } = await stage(withoutAvx2)
    engine.ends.set('importlib.metadata', { output: '1.33.1\n' })
    await getAll(supply, quiet, signal)
    expect(engine.journal.join('\n')).toMatch(/pip install .* polars-lts-cpu==1\.33\.1\n/)
  })

  it.each([
    [
      'pip install',
      { status: 1, errors: 'WARNING: x\nERROR: No matching distribution found' },
      /No matching distribution/,
      /--every-processor/,
    ],
    ['import pandas', { status: 132, errors: '' }, /status 132/, /AVX2/],
    [
      'importlib.metadata',
      { status: 1, errors: 'PackageNotFoundError: polars' },
      /holds no polars/,
      /REALCAVE_MAT_IMAGE/,
    ],
  ])('where "%s" fails, why and what to do is told, and no image is left', async (part, end, why, fix) => {
    const { engine, supply } = await stage(withoutAvx2)
    engine.ends.set(part, end)
    await expect(getAll(supply, quiet, signal)).rejects.toMatchObject({
      info: {
        code: 'IMAGES_MISSING',
        why: expect.stringMatching(why),
        fix: expect.stringMatching(new RegExp(`${fix.source}.*--fleet practice`)),
      },
    })
    expect(engine.local.has(overlay)).toBe(false)
  })

  it('an image of one’s own is used as it is', async () => {
    const { supply, engine } = await stage(withoutAvx2, { REALCAVE_MAT_IMAGE: demanding })
    await getAll(supply, quiet, signal)
    expect(engine.local.has(overlay)).toBe(false)
    expect(supply.everyImage()).not.toContain(overlay)
  })
})

describe('on a processor without AVX', () => {
  it('that is told as soon as the first small image is there: nothing large is downloaded', async () => {
    const { engine, supply } = await stage(withoutAvx)
    await expect(getAll(supply, quiet, signal)).rejects.toMatchObject({
      info: { code: 'FLEET_UNAVAILABLE', fix: expect.stringContaining('--fleet practice') },
    })
    expect(got(engine)).toEqual(['pull redis:7'])
  })

  it('who knows better is not stopped, and gets the build for older processors', async () => {
    const { engine, supply } = await stage(withoutAvx, { REALCAVE_POLARS_SKIP_CPU_CHECK: '1' })
    await getAll(supply, quiet, signal)
    expect(got(engine)).toContain(`derive ${overlay}`)
  })
})

describe('a bundle for every processor', () => {
  it('holds the published image and what is made of it', async () => {
    const { supply } = await stage()
    expect(supply.everyImage()).toEqual(expect.arrayContaining([demanding, overlay]))
  })
})

describe('the way to the package server', () => {
  it('is this machine’s, as far as it leads out of a container', () => {
    expect(
      packageEnvironment({
        HTTPS_PROXY: 'http://proxy.example:3128',
        http_proxy: 'http://127.0.0.1:3128',
        HTTP_PROXY: 'http://me:secret@localhost:1',
        PIP_INDEX_URL: 'https://pypi.example/simple',
        NO_PROXY: '.example',
        PATH: '/bin',
      }),
    ).toEqual({
      HTTPS_PROXY: 'http://proxy.example:3128',
      PIP_INDEX_URL: 'https://pypi.example/simple',
      NO_PROXY: '.example',
    })
    expect(packageEnvironment({})).toEqual({})
  })
})
