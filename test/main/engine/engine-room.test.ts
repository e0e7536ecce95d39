import { tmpdir } from 'node:os'
import { mkdir, readdir, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { demandEngineRoom } from '../../../src/main/engine/engine-room'
import { noneBrought } from '../../../src/main/engine/brought-images'
import { loadImages } from '../../../src/main/engine/load-images'
import { temporaryFolder } from '../../support/temporary-folder'
import { scriptedEngine } from './scripted-engine'

const images = [{ name: 'a:1', id: 'x' }]
const tooMuch = 9e15

const demand = async (info: object, unpacked: number, here: boolean): Promise<unknown> => {
  const { docker } = await scriptedEngine({
    'GET /info': () => ({ OperatingSystem: 'Debian', DockerRootDir: tmpdir(), ...info }),
    ...(here ? { 'GET /images/': () => ({ Id: 'x' }) } : {}),
  })
  return demandEngineRoom(docker, '/kit/images', { images, unpacked }).catch((error: unknown) => error)
}
const full = (fix: string) => ({
  info: {
    code: 'DISK_FULL',
    why: expect.stringContaining(`are free in ${tmpdir()}`),
    fix: expect.stringContaining(fix),
  },
})
/** More than is free, less than the disk has. */
const between = async (): Promise<number> => {
  const { bavail, blocks, bsize } = await statfs(tmpdir())
  return ((bavail + blocks) / 2) * bsize
}

describe('room on the engine’s disk', () => {
  test('is looked at before anything of a bundle is read or sent', async () => {
    const { folder, remove } = await temporaryFolder('room')
    onTestFinished(remove)
    await mkdir(path.join(folder, 'bundle'))
    const file = 'images.tar.gz.001'
    await writeFile(path.join(folder, 'bundle', file), 'no archive')
    const part = { file, bytes: 10, sha256: 'a'.repeat(64) }
    const manifest = {
      format: 'realcave-images',
      version: 1,
      made: '',
      images,
      unpacked: tooMuch,
      parts: [part],
    }
    await writeFile(path.join(folder, 'bundle', 'bundle.json'), JSON.stringify(manifest))
    const engine = await scriptedEngine({
      'GET /info': () => ({ OperatingSystem: 'Debian', DockerRootDir: folder }),
    })
    const loading = loadImages(
      engine.docker,
      path.join(folder, 'bundle'),
      noneBrought,
      () => undefined,
      new AbortController().signal,
    )
    await expect(loading).rejects.toMatchObject({ info: { code: 'DISK_FULL' } })
    expect(engine.asked.some((question) => question.startsWith('POST'))).toBe(false)
    expect(await readdir(path.join(folder, 'bundle'))).toHaveLength(2)
  })

  test('that is too little is told with what can be done; what no disk holds is told as a bundle’s mistake', async () => {
    expect(await demand({}, tooMuch, false)).toMatchObject(full('copy it again'))
    expect(await demand({}, await between(), false)).toMatchObject(full('docker system df'))
    expect(await demand({}, 1, false)).toBeUndefined()
  })

  test('is not judged where some of the images are there already, unless no disk holds them', async () => {
    expect(await demand({}, await between(), true)).toBeUndefined()
    expect(await demand({}, tooMuch, true)).toMatchObject(full('copy it again'))
  })

  test.each([
    ['Docker Desktop’s machine', { OperatingSystem: 'Docker Desktop' }],
    ['a folder of another machine', { DockerRootDir: '/not/of/this/machine' }],
    ['a store of containerd’s own', { DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] }],
  ])('is not known of %s', async (_what, info) => {
    expect(await demand(info, tooMuch, false)).toBeUndefined()
  })
})
