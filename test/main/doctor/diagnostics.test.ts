import { strFromU8, unzipSync } from 'fflate'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { collectDiagnostics, packDiagnostics, type Sources } from '../../../src/main/doctor/diagnostics'
import { statusOf, versionOf } from '../api/fake-core'

const secrets = ['pgPassw0rd-ÄÖÜ', 'controlT0ken_abcdefgh']
let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'realcave-bundle-'))
  await mkdir(join(home, 'practice', 'logs'), { recursive: true })
  await mkdir(join(home, 'practice', 'data'))
  await mkdir(join(home, 'python', 'lib'), { recursive: true })
  await writeFile(join(home, 'home.json'), JSON.stringify({ id: 'x', port: 8080 }))
  await writeFile(
    join(home, 'practice', 'process.json'),
    JSON.stringify({
      pid: 7,
      controlToken: secrets[1],
      postgres: { user: 'postgres', password: secrets[0] },
    }),
  )
  await writeFile(
    join(home, 'practice', 'logs', 'mat.log'),
    `connecting as postgres:${secrets[0]}\n{"control": "${secrets[1]}"}\n${homedir()}/notes\n${home}\n`,
  )
  await writeFile(join(home, 'home.json.corrupt-2026-11-23T10-00-00.000Z'), '{"port": ')
  await writeFile(join(home, 'practice', 'data', 'postgresql.conf'), 'a database file')
  await writeFile(join(home, 'python', 'lib', 'x.json'), '{}')
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(home, { recursive: true, force: true })
})

const sources = (changes: Partial<Sources> = {}): Sources => ({
  version: '0.1.0',
  homeFolder: home,
  status: async () => statusOf({ reason: `Password ${secrets[0]} in ${home}` }),
  checks: async () => [],
  versions: async () => [versionOf()],
  docker: async () => ({}),
  async *logs(service) {
    yield [{ time: 't', service, level: 'error', text: `Bearer ${secrets[1]} refused for ${secrets[0]}` }]
  },
  ...changes,
})

const never = new AbortController().signal

describe('a diagnostics bundle', () => {
  it('has no secret, user folder or host name in any file, nor in a name', async () => {
    // A home folder such as /root and a host such as localhost tell nothing of a person.
    const telling = [home, homedir(), hostname()].filter((name) => name.length > 5 && name !== 'localhost')
    const bundle = unzipSync(packDiagnostics(await collectDiagnostics(sources(), never)))
    expect(Object.keys(bundle).length).toBeGreaterThan(10)
    for (const [path, content] of Object.entries(bundle)) {
      const text = `${path}\n${strFromU8(content)}`
      for (const secret of secrets) expect(text).not.toContain(secret)
      for (const name of telling) expect(text).not.toContain(name)
    }
  })

  it('has no secret that the home keeps in a file of its own, wherever it stands bare', async () => {
    const kept = '0123456789abcdef0123456789abcdef'
    await mkdir(join(home, 'secrets'))
    await writeFile(join(home, 'secrets', 'postgres'), `${kept}\n`)
    await writeFile(join(home, 'secrets', 'other.json'), '{"key": "another-one-of-them"}')
    const files = await collectDiagnostics(
      sources({
        async *logs(service) {
          yield [{ time: 't', service, level: 'error', text: `connecting with ${kept}` }]
        },
      }),
      never,
    )
    expect(files.find(({ path }) => path === 'logs/mat.json')?.content).toContain('connecting with <blanked>')
    expect(files.filter(({ content }) => content.includes(kept))).toEqual([])
    expect(files.filter(({ path }) => path.includes('secrets'))).toEqual([])
  })

  it('names the crash reports of the home, and holds none of them: they are memory', async () => {
    await mkdir(join(home, 'crashes', 'completed'), { recursive: true })
    await writeFile(join(home, 'crashes', 'completed', 'x.dmp'), 'memory of a process')
    const files = await collectDiagnostics(sources(), never)
    expect(files.find(({ path }) => path === 'crash-reports.json')?.content).toContain('completed/x.dmp')
    expect(files.filter(({ content }) => content.includes('memory of a process'))).toEqual([])
  })

  it('is not made where the secrets cannot be read: they could not be blanked', async () => {
    await writeFile(join(home, 'secrets'), 'a file in place of the folder')
    await expect(collectDiagnostics(sources(), never)).rejects.toMatchObject({
      info: { code: 'HOME_UNUSABLE' },
    })
  })

  it('has settings, records, what was set aside, and logs; no data and no packages', async () => {
    const files = await collectDiagnostics(sources(), never)
    const paths = files.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'machine.json',
        'status.json',
        'checks.json',
        'versions.json',
        'logs/mat-worker.json',
        'home/home.json',
        'home/practice/process.json',
        'home/practice/logs/mat.log',
        'home/home.json.corrupt-2026-11-23T10-00-00.000Z',
      ]),
    )
    expect(paths.filter((path) => path.includes('data/') || path.includes('python/'))).toEqual([])
    expect(files.find(({ path }) => path === 'status.json')?.content).toContain('"phase": "ready"')
  })

  it('is made although its sources fail, and says how each failed', async () => {
    const files = await collectDiagnostics(
      sources({
        status: () => Promise.reject(new Error('no fleet')),
        async *logs() {
          yield []
          throw new Error('not reached')
        },
        versions: () => Promise.reject(new Error('no database')),
      }),
      never,
    )
    expect(files.find(({ path }) => path === 'status.json')?.content).toContain('no fleet')
    expect(files.find(({ path }) => path === 'versions.json')?.content).toContain('no database')
  })

  it('has an empty log of a service that has logged nothing', async () => {
    const files = await collectDiagnostics(
      sources({
        async *logs(_service, signal) {
          yield []
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
        },
      }),
      never,
    )
    expect(files.find(({ path }) => path === 'logs/redis.json')?.content).toBe('[]\n')
  })

  it('says of a source that does not answer how long it was waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const files = collectDiagnostics(
      sources({
        async *logs(service) {
          if (service === 'mat') await new Promise(() => undefined)
          yield []
        },
      }),
      never,
    )
    await vi.advanceTimersByTimeAsync(10_000)
    const log = (await files).find(({ path }) => path === 'logs/mat.json')?.content ?? ''
    expect(JSON.parse(log)).toMatchObject({
      error: {
        code: 'TIMED_OUT',
        what: expect.stringContaining('logs/mat.json'),
        why: expect.stringContaining('10 s'),
      },
    })
  })

  it('takes the end of a file that is too long', async () => {
    await writeFile(join(home, 'practice', 'logs', 'pcg.log'), `${'x'.repeat(2_000_000)}the end`)
    const files = await collectDiagnostics(sources(), never)
    const log = files.find(({ path }) => path.endsWith('pcg.log'))?.content ?? ''
    expect(log.length).toBeLessThan(1_100_000)
    expect(log.endsWith('the end')).toBe(true)
  })

  it('is given up when it is cancelled', async () => {
    await expect(collectDiagnostics(sources(), AbortSignal.abort())).rejects.toThrow('abort')
  })
})

describe('what a bundle tells of Docker', () => {
  it('is a file each, and one that fails tells why beside the others', async () => {
    const docker = async () => ({
      engine: async () => ({ version: '28.1.0' }),
      'logs/annotation-net': () => Promise.reject(new Error('It has no container.')),
    })
    const files = await collectDiagnostics(sources({ docker }), never)
    const of = (path: string) => files.find((file) => file.path === path)?.content
    expect(of('docker/engine.json')).toContain('28.1.0')
    expect(of('docker/logs/annotation-net.json')).toContain('It has no container.')
  })

  it('is told as missing where the engine cannot be asked', async () => {
    const docker = () => Promise.reject(new Error('No engine.'))
    const files = await collectDiagnostics(sources({ docker }), never)
    expect(files.find(({ path }) => path === 'docker/engine.json')?.content).toContain('No engine.')
  })
})
