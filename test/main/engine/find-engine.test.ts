import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hostOf } from '../../../src/main/engine/engine-address'
import { findEngine } from '../../../src/main/engine/find-engine'
import type { Said } from '../../../src/main/engine/probe-engine'
import type { Surroundings } from '../../../src/main/engine/surroundings'
import { temporaryFolder } from '../../support/temporary-folder'

const never = new AbortController().signal

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeEach(async () => {
  folder = await temporaryFolder('docker-config')
})
afterEach(() => folder.remove())

const surroundings = (given: Partial<Surroundings> = {}): Surroundings => ({
  platform: 'linux',
  environment: {},
  homeFolder: folder.folder,
  wsl: false,
  ...given,
})

/** A machine on which these hosts say these things, and all else is absent. */
const look = (
  here: Surroundings,
  says: Readonly<Record<string, Said>> = {},
  installed: { cli: string | null; desktop: string | null } = { cli: null, desktop: null },
) =>
  findEngine(here, never, {
    probe: (address) => Promise.resolve(says[hostOf(address)] ?? { kind: 'absent' }),
    installed: () => Promise.resolve(installed),
  })

const answers: Said = { kind: 'answers', version: '28.0.0' }
const system = 'unix:///var/run/docker.sock'

const writeContext = async (name: string, host: string, current = true): Promise<void> => {
  const docker = join(folder.folder, '.docker')
  const meta = join(docker, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'))
  await mkdir(meta, { recursive: true })
  await writeFile(
    join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  )
  if (current)
    await writeFile(join(docker, 'config.json'), JSON.stringify({ auths: {}, currentContext: name }))
}

describe('an engine that answers', () => {
  it('is the system’s where nobody says otherwise, after Docker Desktop’s', async () => {
    const search = await look(surroundings(), { [system]: answers })
    expect(search).toMatchObject({ found: true, address: { kind: 'socket', path: '/var/run/docker.sock' } })
    expect(search.tries.map(({ source, said }) => `${source}: ${said.kind}`)).toEqual([
      'Docker Desktop: absent',
      'Docker Desktop: absent',
      "the system's socket: answers",
    ])
  })

  it('is DOCKER_HOST’s before all others', async () => {
    const here = surroundings({ environment: { DOCKER_HOST: 'unix:///mine.sock' } })
    const search = await look(here, { 'unix:///mine.sock': answers, [system]: answers })
    expect(search).toMatchObject({ found: true, source: 'DOCKER_HOST', address: { path: '/mine.sock' } })
  })

  it('is the current context’s before the usual places', async () => {
    await writeContext('desktop-linux', 'unix:///desktop.sock')
    const search = await look(surroundings(), { 'unix:///desktop.sock': answers, [system]: answers })
    expect(search).toMatchObject({ found: true, source: 'the Docker context "desktop-linux"' })
  })

  it('is DOCKER_CONTEXT’s before the current context’s; DOCKER_CONFIG is minded', async () => {
    await writeContext('desktop-linux', 'unix:///desktop.sock')
    await writeContext('other', 'unix:///other.sock', false)
    const environment = { DOCKER_CONTEXT: 'other', DOCKER_CONFIG: join(folder.folder, '.docker') }
    const here = surroundings({ environment, homeFolder: '/nowhere' })
    const search = await look(here, { 'unix:///desktop.sock': answers, 'unix:///other.sock': answers })
    expect(search).toMatchObject({ found: true, address: { path: '/other.sock' } })
  })

  it('is found where the chosen one is down, and the choice stays in the tries', async () => {
    const here = surroundings({
      environment: { DOCKER_HOST: 'unix:///gone.sock', XDG_RUNTIME_DIR: '/run/user/5' },
    })
    const search = await look(here, { 'unix:///run/user/5/docker.sock': answers })
    expect(search).toMatchObject({ found: true, source: 'rootless Docker' })
    expect(search.tries[0]).toEqual({
      source: 'DOCKER_HOST',
      host: 'unix:///gone.sock',
      said: { kind: 'absent' },
    })
  })

  it('is not waited for behind one that comes before it and answers', async () => {
    const search = await findEngine(
      surroundings({ environment: { DOCKER_HOST: 'unix:///mine.sock' } }),
      never,
      {
        probe: (address) =>
          hostOf(address) === 'unix:///mine.sock' ? Promise.resolve(answers) : new Promise(() => undefined),
        installed: () => Promise.resolve({ cli: null, desktop: null }),
      },
    )
    expect(search).toMatchObject({ found: true, source: 'DOCKER_HOST' })
  })

  it('is asked beside the others: several that hang take no longer than one', async () => {
    const waiting: (() => void)[] = []
    const searching = findEngine(surroundings(), never, {
      probe: () => new Promise((resolve) => waiting.push(() => resolve({ kind: 'silent' }))),
      installed: () => Promise.resolve({ cli: null, desktop: null }),
    })
    await expect.poll(() => waiting.length).toBe(3)
    for (const answer of waiting) answer()
    expect((await searching).tries.map(({ said }) => said.kind)).toEqual(['silent', 'silent', 'silent'])
  })

  it('is behind Docker Desktop’s pipe on Windows', async () => {
    const search = await look(surroundings({ platform: 'win32' }), {
      'npipe:////./pipe/docker_engine': answers,
    })
    expect(search).toMatchObject({ found: true, address: { path: '//./pipe/docker_engine' } })
    expect(search.tries[0]).toMatchObject({ host: 'npipe:////./pipe/dockerDesktopLinuxEngine' })
  })
})

describe('why no engine can be used', () => {
  const failureOf = async (...given: Parameters<typeof look>) => {
    const search = await look(...given)
    if (search.found) throw new Error('An engine was found.')
    return search.failure.info
  }

  it('a remote one is refused, and no other is put in its place', async () => {
    const here = surroundings({ environment: { DOCKER_HOST: 'tcp://10.0.0.5:2375' } })
    expect(await failureOf(here, { [system]: answers })).toMatchObject({
      code: 'ENGINE_REFUSED',
      why: expect.stringContaining('tcp://10.0.0.5:2375'),
      fix: expect.stringContaining('DOCKER_HOST'),
    })
  })

  it('a context on another machine is refused by its name', async () => {
    await writeContext('lab', 'ssh://me@lab.example.org')
    expect(await failureOf(surroundings(), { [system]: answers })).toMatchObject({
      code: 'ENGINE_REFUSED',
      why: expect.stringContaining('"lab"'),
      fix: expect.stringContaining('docker context use default'),
    })
  })

  it.each([
    ['linux', 'group docker'],
    ['win32', 'docker-users'],
    ['darwin', 'Settings > Advanced'],
  ] as const)('on %s a socket that refuses names %s', async (platform, fix) => {
    const host = platform === 'win32' ? 'npipe:////./pipe/docker_engine' : system
    expect(await failureOf(surroundings({ platform }), { [host]: { kind: 'denied' } })).toMatchObject({
      code: 'ENGINE_DENIED',
      why: expect.stringContaining(host),
      fix: expect.stringContaining(fix),
    })
  })

  it.each([
    ['linux', false, 'docs.docker.com/engine/install'],
    ['win32', false, 'windows-install'],
    ['darwin', false, 'mac-install'],
    ['linux', true, 'Docker Desktop on Windows'],
  ] as const)(
    'not installed on %s (WSL: %s): how to get it, and practice meanwhile',
    async (platform, wsl, fix) => {
      const info = await failureOf(surroundings({ platform, wsl }))
      expect(info).toMatchObject({ code: 'ENGINE_MISSING', what: 'There is no Docker on this machine.' })
      expect(info.fix).toContain(fix)
      expect(info.fix).toContain('--fleet practice')
    },
  )

  it.each([
    ['linux', null, 'sudo systemctl start docker'],
    ['linux', '/usr/lib/systemd/user/docker-desktop.service', 'Start Docker Desktop'],
    ['win32', 'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe', 'Start Docker Desktop'],
  ] as const)('installed on %s but stopped: how to start it', async (platform, desktop, fix) => {
    const info = await failureOf(surroundings({ platform }), {}, { cli: '/usr/bin/docker', desktop })
    expect(info).toMatchObject({ code: 'ENGINE_MISSING', what: 'Docker is installed, but does not run.' })
    expect(info.fix).toContain(fix)
  })

  it('one that takes the call and says nothing is told apart from one that is not there', async () => {
    expect(await failureOf(surroundings(), { [system]: { kind: 'silent' } })).toMatchObject({
      code: 'ENGINE_MISSING',
      what: 'The Docker engine does not answer.',
    })
    expect(await failureOf(surroundings(), { [system]: { kind: 'failed', why: 'starting' } })).toMatchObject({
      why: expect.stringContaining('starting'),
    })
  })

  it('Windows containers are refused with the way back', async () => {
    const here = surroundings({ platform: 'win32' })
    expect(await failureOf(here, { 'npipe:////./pipe/docker_engine': { kind: 'windows' } })).toMatchObject({
      code: 'ENGINE_REFUSED',
      fix: expect.stringContaining('Linux containers'),
    })
  })

  it('a context whose file is missing is named, where nothing else answers', async () => {
    const here = surroundings({ environment: { DOCKER_CONTEXT: 'lost' } })
    expect(await failureOf(here)).toMatchObject({
      code: 'ENGINE_REFUSED',
      what: expect.stringContaining('"lost"'),
    })
    expect((await look(here, { [system]: answers })).found).toBe(true)
  })
})

it('is left at once by an abort', async () => {
  const controller = new AbortController()
  const search = findEngine(surroundings(), controller.signal, {
    probe: () => new Promise(() => undefined),
    installed: () => Promise.resolve({ cli: null, desktop: null }),
  })
  controller.abort()
  await expect(search).rejects.toMatchObject({ info: { code: 'CANCELLED' } })
})
