import { describe, expect, it } from 'vitest'
import { parseImage } from '../../../src/main/engine/image-name'
import { pullTrouble } from '../../../src/main/engine/pull-failure'
import {
  applyPullMessage,
  noLayers,
  pullProgress,
  readPullMessage,
  type Layers,
} from '../../../src/main/engine/pull-progress'

const after = (lines: readonly object[]): Layers =>
  lines.reduce<Layers>((layers, line) => {
    const message = readPullMessage(JSON.stringify(line))
    return message === undefined ? layers : applyPullMessage(layers, message)
  }, noLayers)

const loading = (id: string, current: number, total: number) => ({
  status: 'Downloading',
  id,
  progressDetail: { current, total },
})
const plain = (id: string, status: string) => ({ status, id, progressDetail: {} })

describe('the progress of a pull', () => {
  const begin = [
    { status: 'Pulling from library/redis', id: '7' },
    plain('a', 'Pulling fs layer'),
    plain('b', 'Pulling fs layer'),
    plain('c', 'Already exists'),
  ]

  it('knows no total until every layer has told its own', () => {
    expect(pullProgress(after([...begin, loading('a', 10, 100)]))).toMatchObject({ done: 10, total: null })
    expect(pullProgress(after([...begin, loading('a', 10, 100), loading('b', 5, 50)]))).toEqual({
      done: 15,
      total: 150,
      detail: '1 of 3 layers ready',
    })
  })

  it('counts what is loaded, not what is unpacked after it', () => {
    const lines = [
      ...begin,
      loading('a', 10, 100),
      loading('b', 50, 50),
      plain('b', 'Download complete'),
      { status: 'Extracting', id: 'b', progressDetail: { current: 999, total: 2000 } },
    ]
    expect(pullProgress(after(lines))).toMatchObject({ done: 60, total: 150 })
  })

  it('is whole when every layer is ready, also where none told its size', () => {
    const small = [...begin, plain('a', 'Pull complete'), loading('b', 5, 50), plain('b', 'Pull complete')]
    expect(pullProgress(after(small))).toEqual({ done: 50, total: 50, detail: '3 of 3 layers ready' })
  })

  it('says that it unpacks when nothing is left to load', () => {
    const lines = [
      ...begin,
      loading('a', 1, 1),
      loading('b', 1, 1),
      plain('a', 'Extracting'),
      plain('b', 'Extracting'),
    ]
    expect(pullProgress(after(lines)).detail).toBe('1 of 3 layers ready, unpacking')
  })

  it('is not upset by lines that it does not know', () => {
    expect(readPullMessage('no json')).toBeUndefined()
    expect(pullProgress(after([{ status: 'Digest: sha256:1' }, { id: 'x', status: 'Dreaming' }]))).toEqual({
      done: 0,
      total: null,
      detail: '',
    })
  })
})

/** As engines say it. */
const words: readonly (readonly [string, boolean, RegExp, RegExp])[] = [
  [
    'manifest for caveconnectome/info:v9 not found: manifest unknown: manifest unknown',
    false,
    /"v9"/,
    /CAVE_INFO/,
  ],
  [
    "pull access denied for caveconnectome/info, repository does not exist or may require 'docker login'",
    false,
    /caveconnectome\/info/,
    /CAVE_INFO/,
  ],
  ['no matching manifest for linux/arm64/v8 in the manifest list entries', false, /"v9"/, /CAVE_INFO/],
  [
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating',
    false,
    /no more downloads/,
    /docker login.*docker pull/,
  ],
  [
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
    true,
    /name/,
    /Proxies/,
  ],
  [
    'Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: i/o timeout',
    true,
    /proxy/,
    /Proxies/,
  ],
  [
    'Get "https://registry-1.docker.io/v2/": x509: certificate signed by unknown authority',
    false,
    /trusted/,
    /certificate/,
  ],
  ['net/http: TLS handshake timeout', true, /trusted/, /Proxies/],
  ['unexpected EOF', true, /broke/, /layers that are here stay/],
  ['received unexpected HTTP status: 503 Service Unavailable', true, /broke/, /Proxies/],
  ['context deadline exceeded', true, /broke/, /internet/],
  ['something new', false, /something new/, /restart Docker/],
]

describe('what an engine says of a pull that failed', () => {
  it.each(words)('%s', (why, passing, telling, fix) => {
    const trouble = pullTrouble('caveconnectome/info:v9', why, 'CAVE_INFO')
    expect(trouble.passing).toBe(passing)
    expect(trouble.info.code).toBe('PULL_FAILED')
    expect(trouble.info.what).toContain('caveconnectome/info:v9')
    expect(trouble.info.why).toMatch(telling)
    expect(trouble.info.fix).toMatch(fix)
  })

  it('is a full disk where it is one', () => {
    const why = 'write /var/lib/docker/tmp/GetImageBlob1: no space left on device'
    expect(pullTrouble('a:1', why, undefined)).toMatchObject({ passing: false, info: { code: 'DISK_FULL' } })
  })
})

it.each([
  ['redis:7', 'redis', '7'],
  ['redis', 'redis', null],
  ['127.0.0.1:5000/a/b', '127.0.0.1:5000/a/b', null],
  ['127.0.0.1:5000/a/b:c', '127.0.0.1:5000/a/b', 'c'],
  ['redis:7@sha256:abc', 'redis', '7'],
])('takes %s apart', (name, repository, tag) => {
  expect(parseImage(name)).toEqual({ repository, tag })
})
