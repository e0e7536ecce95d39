import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { unzipSync, strFromU8 } from 'fflate'
import { loginOf } from '../../src/main/data/roles/accounts'
import { readProcessState, type ProcessState } from '../../src/main/practice/process-file'
import { realcave, run, start } from '../support/cli'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'

/** A user that no machine has, and who is nobody's friend. */
const stranger = 54_321
const isRoot = process.getuid?.() === 0

let place: Awaited<ReturnType<typeof temporaryFolder>>
let home: string
let state: ProcessState
let address: string
/** All that was said on the way. */
let said = ''

const cli = async (...words: readonly string[]): Promise<string> => {
  const { out, err } = await run([...words, '--home', home])
  said += `${out}\n${err}\n`
  return `${out}${err}`
}

beforeAll(async () => {
  place = await temporaryFolder('others')
  // A folder that was there before, open to all, and a user who makes files for all: the worst of homes.
  home = join(place.folder, 'home')
  await mkdir(home, { mode: 0o755 })
  spawnSync('chmod', ['755', place.folder, home])
  const port = await freePort()
  address = `http://127.0.0.1:${String(port)}`
  const up = spawnSync(
    'sh',
    [
      '-c',
      'umask 000; exec "$@"',
      'sh',
      process.execPath,
      realcave,
      'up',
      '--home',
      home,
      '--port',
      String(port),
      '--fleet',
      'practice',
    ],
    { encoding: 'utf8' },
  )
  if (up.status !== 0) throw new Error(`The fleet did not start:\n${up.stderr}`)
  said += `${up.stdout}${up.stderr}`
  const found = await readProcessState(home)
  if (found === null) throw new Error('The fleet does not run.')
  state = found
})
afterAll(async () => {
  await run(['down', '--home', home])
  await place?.remove()
})

const secrets = (): readonly string[] => {
  const postgres = { host: '127.0.0.1', ...state.postgres } as const
  const connection = { address, datastack: 'fake_datastack', alignedVolume: 'fake_volume', postgres }
  return [
    state.controlToken,
    state.postgres.password,
    loginOf(connection, 'reader').password,
    loginOf(connection, 'keeper').password,
  ]
}

const heldIn = (text: string): readonly string[] => secrets().filter((secret) => text.includes(secret))

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : [path]
    }),
  )
  return nested.flat()
}

describe.skipIf(process.platform === 'win32')('another user of this machine', () => {
  test('finds every folder of the home shut, whatever the home itself and the umask', async () => {
    await cli('diagnostics', '--yes')
    await cli('table', 'my_cave_table')
    const entries = await readdir(home, { withFileTypes: true })
    for (const entry of entries) {
      const { mode } = await stat(join(home, entry.name))
      expect([entry.name, (mode & 0o077).toString(8)]).toEqual([entry.name, '0'])
    }
  })

  test.skipIf(!isRoot)('reads and lists nothing of it, as the system itself says', () => {
    const look = (...words: readonly string[]): string =>
      spawnSync(
        'setpriv',
        [`--reuid=${String(stranger)}`, `--regid=${String(stranger)}`, '--clear-groups', ...words],
        { encoding: 'utf8', cwd: '/' },
      ).stdout
    expect(look('find', home, '-type', 'f', '-readable')).toBe('')
    expect(look('find', home, '-mindepth', '1', '-type', 'd', '-readable')).toBe('')
    expect(look('find', home, '-writable')).toBe('')
    expect(look('cat', join(home, 'practice', 'process.json'), join(home, 'home.json'))).toBe('')
  })

  test.skipIf(process.platform !== 'linux')('sees no secret in the list of processes', async () => {
    const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const lines = await Promise.all(
      numbers.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
    )
    const ours = lines.filter((line) => line.includes(home))
    expect(ours.length).toBeGreaterThan(0)
    expect(heldIn(ours.join('\n'))).toEqual([])
  })

  test('meets a closed door at PostgreSQL and at the practice process', async () => {
    for (const user of ['postgres', 'realcave_reader', 'realcave_keeper', 'nobody']) {
      const client = new Client({
        host: '127.0.0.1',
        port: state.postgres.port,
        user,
        password: 'guess',
        database: 'postgres',
      })
      await expect(client.connect()).rejects.toThrow(/password authentication failed/)
    }
    for (const path of ['status', 'logs?service=mat', 'requests', 'stop']) {
      const answer = await fetch(`${address}/practice/${path}`, {
        method: path === 'stop' ? 'POST' : 'GET',
        headers: { authorization: 'Bearer guess' },
      })
      expect(answer.status).toBe(401)
      expect(heldIn(await answer.text())).toEqual([])
    }
  })

  test.skipIf(process.platform !== 'linux')(
    'meets nothing of ours beyond this machine’s own address',
    async () => {
      const tables = ['/proc/net/tcp', '/proc/net/tcp6']
      const listening = (await Promise.all(tables.map((file) => readFile(file, 'utf8').catch(() => ''))))
        .join('\n')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === '0A')
        .map((fields) => fields[1]?.split(':') ?? [])
      const ports = new Set(
        [state.port, state.postgres.port].map((port) => port.toString(16).toUpperCase().padStart(4, '0')),
      )
      const ours = listening.filter(([, port = '']) => ports.has(port)).map(([address]) => address)
      expect(ours).toEqual(['0100007F', '0100007F'])
    },
  )
})

const saved = z.object({ file: z.string() })

describe('secrets', () => {
  test('stand in no output of the command line, and in no log', async () => {
    // Failures of many kinds: they tell most.
    const other = new Client({
      host: '127.0.0.1',
      port: state.postgres.port,
      user: 'postgres',
      password: 'wrong',
      database: 'postgres',
    })
    await other.connect().catch(() => undefined)
    const verbs = [
      'status --json',
      'doctor',
      'logs postgres',
      'table nothing',
      'diff 1 9 --json',
      'reset --clean --yes',
      'up --json',
    ]
    for (const verb of verbs) await cli(...verb.split(' '))
    const served = start(['serve', '--home', home, '--json'])
    await served.said('"serving"')
    served.process.kill('SIGTERM')
    const { out, err } = await served.ended
    expect(heldIn(`${said}${out}${err}`)).toEqual([])
    const logs = (await filesBelow(home)).filter((file) => /\.log(\.|$)/.test(file))
    expect(logs.length).toBeGreaterThanOrEqual(3)
    for (const file of logs) expect([file, heldIn(await readFile(file, 'utf8'))]).toEqual([file, []])
    // The one-time address is for the eyes of whoever started it.
    const token = /token=([\w-]+)/.exec(out)?.[1] ?? 'none'
    for (const file of await filesBelow(home))
      expect([file, (await readFile(file).catch(() => Buffer.alloc(0))).includes(token)]).toEqual([
        file,
        false,
      ])
  })

  test('stand in no diagnostics bundle, although they were planted all over', async () => {
    const [token = '', password = '', reader = '', keeper = ''] = secrets()
    await mkdir(join(home, 'practice', 'logs'), { recursive: true })
    const planted = `connecting with ${password} and ${token}\n{"reader": "${reader}", "k": "${keeper}"}\n`
    spawnSync('sh', ['-c', 'cat > "$1"', 'sh', join(home, 'practice', 'logs', 'planted.log')], {
      input: planted,
    })
    const { out } = await run(['diagnostics', '--yes', '--json', '--home', home])
    const { file } = saved.parse(
      out
        .split('\n')
        .flatMap((line) =>
          line.startsWith('{') ? [z.record(z.string(), z.unknown()).parse(JSON.parse(line))] : [],
        )
        .find((each) => typeof each['file'] === 'string'),
    )
    const bundle = Object.entries(unzipSync(new Uint8Array(await readFile(file))))
    expect(bundle.length).toBeGreaterThan(10)
    for (const [name, content] of bundle)
      expect([name, heldIn(`${name}\n${strFromU8(content)}`)]).toEqual([name, []])
  })

  test('stand in no answer of a fleet that has broken down', async () => {
    const stop = new AbortController()
    const broken = await fetch(
      `${address}/materialize/api/v3/datastack/fake_datastack/version/1/table/x%00/query`,
      {
        method: 'POST',
        body: '{"filter_in_dict": {"x": ["\\u0000"]}}',
        signal: stop.signal,
      },
    )
    const text = await broken.text()
    expect(broken.status).toBeGreaterThanOrEqual(400)
    expect(heldIn(text)).toEqual([])
    expect(text).not.toMatch(/node:internal|\.cjs:\d|node_modules/)
  })
})
