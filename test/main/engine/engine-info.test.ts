import { expect, test } from 'vitest'
import { readEngineInfo } from '../../../src/main/engine/engine-info'
import { scriptedEngine } from './scripted-engine'

const told = {
  ID: 'AB:CD',
  ServerVersion: '28.1.0',
  OperatingSystem: 'Docker Desktop 4.50.0',
  Architecture: 'x86_64',
  MemTotal: 8e9,
  NCPU: 4,
  Driver: 'overlay2',
  SystemTime: '2026-11-26T10:00:02.123456789Z',
}

const infoOf = async (more: object) => {
  const { docker } = await scriptedEngine({
    'GET /version': () => ({ ApiVersion: '1.49' }),
    'GET /info': () => ({ ...told, ...more }),
  })
  return readEngineInfo(docker, () => Date.parse('2026-11-26T10:00:00Z'))
}

test('an engine tells its kernel, and the proxy that it loads images through', async () => {
  const proxies = { HttpProxy: 'http://plain:3128', HttpsProxy: 'http://secure:3128' }
  expect(await infoOf({ KernelVersion: '5.15.153.1-microsoft-standard-WSL2', ...proxies })).toMatchObject({
    kernel: '5.15.153.1-microsoft-standard-WSL2',
    proxy: 'http://secure:3128',
    desktop: true,
    clockAhead: 2123,
  })
  expect(await infoOf({ HttpProxy: 'http://plain:3128', HttpsProxy: '' })).toMatchObject({
    proxy: 'http://plain:3128',
  })
})

test('one that tells neither has none', async () => {
  expect(await infoOf({})).toMatchObject({ kernel: '', proxy: '' })
})
