import { describe, expect, it, test } from 'vitest'
import { judgeLeftovers } from '../../../src/main/doctor/checks/leftovers'
import { judgePort } from '../../../src/main/doctor/checks/port'
import { readRanges } from '../../../src/main/machine/reserved-ports'
import { dockerCheck, onlyForGenuine } from '../../../src/main/doctor/docker/docker-check'
import { readInside } from '../../../src/main/doctor/docker/docker-look'
import { judgeElsewhere } from '../../../src/main/doctor/docker/elsewhere'
import { judgeEngine } from '../../../src/main/doctor/docker/engine'
import { judgeImages } from '../../../src/main/doctor/docker/images'
import { judgeProcessor } from '../../../src/main/doctor/docker/processor'
import { judgeDockerDisk, judgeDockerMemory } from '../../../src/main/doctor/docker/room'
import {
  judgeBackend,
  judgeDrift,
  judgeEngineProxy,
  judgeForeign,
} from '../../../src/main/doctor/docker/settings'
import { failed, passed, type Surroundings, type Verdict } from '../../../src/main/doctor/preflight'
import type { EngineSearch } from '../../../src/main/engine/find-engine'
import { Failure } from '../../../src/shared/errors'

const gigabyte = 1e9
const installed = { cli: null, desktop: null }
const absent: EngineSearch = {
  found: false,
  installed,
  tries: [{ source: "the system's socket", host: 'unix:///var/run/docker.sock', said: { kind: 'absent' } }],
  failure: new Failure({
    code: 'ENGINE_MISSING',
    what: 'No Docker.',
    why: 'None answers.',
    fix: 'Install it.',
  }),
}
const there: EngineSearch = {
  found: true,
  installed,
  tries: [],
  source: "the system's socket",
  address: { kind: 'socket', path: '/var/run/docker.sock' },
}
const info = {
  id: 'engine',
  version: '28.1.0',
  apiVersion: '1.49',
  system: 'Debian',
  desktop: false,
  architecture: 'x86_64',
  memory: 8 * gigabyte,
  processors: 4,
  kernel: '6.1.0',
  proxy: '',
  storageDriver: 'overlay2',
  clockAhead: 0,
}

describe('the engine', () => {
  it('is told with its version and the way to it', () => {
    expect(judgeEngine(there, info, true)).toMatchObject({
      state: 'passed',
      what: expect.stringContaining('28.1.0'),
    })
  })
  it('is missing only for who wants the genuine fleet, and what was tried is told', () => {
    const wanted = judgeEngine(absent, null, true)
    expect(wanted).toMatchObject({ state: 'failed', fix: 'Install it.' })
    expect(wanted.why).toBe("Looked at: the system's socket (unix:///var/run/docker.sock): nobody is there.")
    expect(judgeEngine(absent, null, false).state).toBe('skipped')
  })
  it.each([true, false])('that can be started from here is offered to be, wanted (%s) or not', (wanted) => {
    expect(judgeEngine(absent, null, wanted, { name: 'engine.start' }).action).toEqual({
      name: 'engine.start',
    })
  })
  it.each([
    ['1.40', 'failed'],
    ['1.9', 'failed'],
    ['0.99', 'failed'],
    ['1.41', 'passed'],
    ['1.53', 'passed'],
    ['2.0', 'passed'],
  ])('of API %s is %s, and one that is too old is told what it lacks', (apiVersion, state) => {
    const verdict = judgeEngine(there, { ...info, apiVersion, version: 'x' }, true)
    expect(verdict.state).toBe(state)
    expect([verdict.why.includes('1.41'), verdict.action?.name]).toEqual(
      state === 'failed' ? [true, 'page.open'] : [false, undefined],
    )
  })
})

describe('what can be done from here is named', () => {
  const object = { kind: 'container', name: 'realcave-redis-1', origin: null, running: true } as const
  it.each<[string, Verdict, string | undefined]>([
    ['others in the way', judgeForeign('realcave', [object]), 'foreign.stop'],
    ['a taken port', judgePort(8080, 'taken', undefined, undefined), 'place.choose'],
    ['a reserved port', judgePort(8080, 'reserved', undefined, undefined), 'place.choose'],
    ['missing images, wanted', judgeImages(8, ['redis:7'], true), 'images.get'],
    ['missing images, not wanted', judgeImages(8, ['redis:7'], false), 'images.get'],
    ['all images', judgeImages(8, [], true), undefined],
    [
      'leftovers of another project name',
      judgeElsewhere('new', [{ name: 'old-redis-1', project: 'old' }]),
      'leftovers.remove',
    ],
    ['a reset that was cut short', judgeLeftovers(['realcave_next__fake_volume']), 'fleet.up'],
    ['a proxy', judgeEngineProxy('', 'http://p:3128', 3), 'page.open'],
    ['Hyper-V', judgeBackend('win32', '6.6.12-linuxkit'), 'page.open'],
  ])('%s', (_what, verdict, name) => {
    expect(verdict.action?.name).toBe(name)
  })

  it('others are told with commands that stop and rename, and none that removes', () => {
    const { fix } = judgeForeign('realcave', [
      object,
      { kind: 'volume', name: 'realcave_pg', origin: null, running: false },
    ])
    expect(fix).toContain('"docker stop realcave-redis-1"')
    expect(fix).toContain('--project realcave-2')
    expect(fix).not.toMatch(/docker (rm|volume)|down/)
  })

  it('a container that does not run is not to be stopped: its name alone is in the way', () => {
    const { fix } = judgeForeign('realcave', [{ ...object, running: false }])
    expect(fix).not.toContain('docker stop')
    expect(fix).toContain('Start under another name')
  })
})

test.each<[string, Verdict, Verdict['state']]>([
  ['memory', judgeDockerMemory(8 * gigabyte, true), 'passed'],
  ['4 GiB, as the engine counts them', judgeDockerMemory(4.1 * gigabyte, true), 'passed'],
  ['little memory', judgeDockerMemory(3 * gigabyte, true), 'warning'],
  ['too little memory', judgeDockerMemory(2 * gigabyte, false), 'failed'],
  ['a disk for the images', judgeDockerDisk(11 * gigabyte, 3, true), 'passed'],
  ['a disk too small for the images', judgeDockerDisk(9 * gigabyte, 3, true), 'failed'],
  ['a disk with the images on it', judgeDockerDisk(9 * gigabyte, 0, false), 'passed'],
  ['a full disk', judgeDockerDisk(1 * gigabyte, 0, false), 'failed'],
  ['AVX2', judgeProcessor('x86_64', 'avx2'), 'passed'],
  ['AVX alone', judgeProcessor('x86_64', 'avx'), 'warning'],
  ['no AVX', judgeProcessor('x86_64', 'none'), 'failed'],
  ['an emulated processor', judgeProcessor('aarch64', null), 'warning'],
  ['a processor that tells nothing', judgeProcessor('x86_64', null), 'skipped'],
  ['clocks that agree', judgeDrift(-2000, true), 'passed'],
  ['a clock ahead', judgeDrift(2001, true), 'warning'],
  ['a clock behind', judgeDrift(-60_000, false), 'warning'],
  ['Linux', judgeBackend('linux', '6.1'), 'skipped'],
  ['WSL 2', judgeBackend('win32', '5.15.153.1-microsoft-standard-WSL2'), 'passed'],
  ['Hyper-V', judgeBackend('win32', '6.6.12-linuxkit'), 'warning'],
  ['a proxy of Docker', judgeEngineProxy('http://p:3128', '', 3), 'passed'],
  ['no proxy anywhere', judgeEngineProxy('', '', 3), 'passed'],
  ['a proxy of the machine alone', judgeEngineProxy('', 'http://p:3128', 3), 'warning'],
  ['an engine that tells no kernel', judgeBackend('win32', ''), 'skipped'],
  ['a proxy that no download needs', judgeEngineProxy('', 'http://p:3128', 0), 'passed'],
  ['nothing of others', judgeForeign('realcave', []), 'passed'],
  [
    'something of others',
    judgeForeign('realcave', [{ kind: 'volume', name: 'realcave_pg', origin: '/srv', running: false }]),
    'failed',
  ],
])('%s', (_what, verdict, state) => {
  expect(verdict.state).toBe(state)
  const said =
    state === 'failed' || state === 'warning' ? [verdict.what, verdict.why, verdict.fix] : [verdict.what]
  expect(said).not.toContain('')
})

test('a container tells the abilities of its processor and the room of its disk', () => {
  const output = `flags\t\t: fpu avx avx2

Filesystem     1024-blocks     Used Available Capacity Mounted on
overlay           61611820 32110312  26339408      55% /
`
  expect(readInside(output)).toEqual({ abilities: 'avx2', free: 26339408 * 1024 })
})

test('the ranges that Windows reserves are read in any language, and the one with the port is told', () => {
  const table = `
Protokoll TCP-Portausschlussbereiche

Startport      Endport
----------    --------
      8005        8104
     50000       50059     *

* - Verwaltete Portausschlüsse.
`
  const ranges = readRanges(table)
  expect(ranges).toEqual([
    { from: 8005, to: 8104 },
    { from: 50_000, to: 50_059 },
  ])
  const verdict = judgePort(8080, 'reserved', undefined, undefined, ranges[0])
  expect(verdict.state).toBe('failed')
})

test('a port that this home’s gateway holds is no trouble', () => {
  expect(judgePort(8080, 'taken', { pid: 1, command: 'docker-proxy' }, 'docker').state).toBe('passed')
})

test('without an engine its checks are left out', async () => {
  const never = new AbortController().signal
  const unused = (): never => {
    throw new Error('Nothing else is looked at.')
  }
  const surroundings: Surroundings = {
    get home() {
      return unused()
    },
    port: 8080,
    resources: '',
    wantsGenuine: false,
    docker: async () => ({ search: absent, remedy: null, here: null }),
    connection: unused,
  }
  const check = dockerCheck('x', 'X', async () => passed('looked'))
  expect((await check.look(surroundings, never)).state).toBe('skipped')
})

test('what is wrong with Docker fails only who uses it', () => {
  const verdict = failed('No Compose.', 'It is not there.', 'Get it.')
  expect(onlyForGenuine(verdict)).toEqual({
    state: 'warning',
    what: 'No Compose.',
    why: 'It is not there. The practice fleet needs nothing of it.',
    fix: 'Get it.',
    action: null,
  })
  expect(onlyForGenuine(passed('fine'))).toEqual(passed('fine'))
})
