import { spawnSync } from 'node:child_process'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { place, run, start } from '../support/cli'

const of = (type: string) => (line: Record<string, unknown>) => line['type'] === type

describe('the command line as a process', () => {
  it.each([
    [['upp'], 2, 'Did you mean up?'],
    [['status', '--port', 'x'], 2, 'whole number'],
    [['status', '--fleet', 'real'], 2, 'genuine, practice'],
    [['table'], 2, 'Missing required argument'],
    [[], 2, 'Usage: realcave'],
  ])('%j ends with %i and says "%s" on standard error alone', async (argv, status, words) => {
    const ended = await run(argv)
    expect(ended.status).toBe(status)
    expect(ended.err).toContain(words)
    expect(ended.out).toBe('')
  })

  it('--help and --version answer and are done', async () => {
    expect((await run(['--help'])).status).toBe(0)
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('of a home that cannot be made ends with 3 and names it', async () => {
    const { home } = await place()
    const file = join(home, 'file')
    await writeFile(file, '')
    const { status, err } = await run(['status', '--home', join(file, 'home')])
    expect(status).toBe(3)
    expect(err).toContain('HOME_UNUSABLE')
    expect(err).toContain(file)
  })

  it('tells, without a fleet, what is missing: data verbs fail with FLEET_DOWN, logs too', async () => {
    const { options } = await place()
    for (const verb of [['versions'], ['table', 'x'], ['materialize'], ['reset', '--yes'], ['logs', 'mat']]) {
      const { status, json } = await run([...verb, '--json', ...options])
      expect([verb[0], status, json().at(-1)?.['code']]).toEqual([verb[0], 1, 'FLEET_DOWN'])
    }
  })
})

describe('up', () => {
  it('brings a fleet up, only looks the second time, and down ends it', async () => {
    const { home, port, options } = await place()
    const first = await run(['up', '--json', ...options])
    expect(first.err).not.toContain('Why:')
    expect(first.status).toBe(0)
    const lines = first.json()
    expect(lines.at(-1)).toMatchObject({ type: 'status', kind: 'practice', phase: 'ready' })
    expect(lines.filter(of('step')).filter((step) => step['state'] === 'done').length).toBeGreaterThan(3)
    expect(await (await fetch(`http://127.0.0.1:${port}/info/health`)).json()).toBe('healthy')

    // The port was remembered: no --port.
    const again = await run(['up', '--json', '--home', home])
    expect(again.status).toBe(0)
    expect(again.json().at(-1)).toMatchObject({ phase: 'ready', address: `http://127.0.0.1:${port}` })
    const acted = again.json().filter((line) => line['type'] === 'step' && line['state'] === 'acting')
    expect(acted).toEqual([])

    const versions = await run(['versions', '--json', '--home', home])
    expect(versions.json().map((line) => [line['version'], line['status']])).toEqual([[1, 'AVAILABLE']])
    const table = await run(['table', 'my_cave_table', '--json', '--home', home])
    expect(table.json().filter(of('row'))).toHaveLength(2)
    const history = await run(['history', '1', '--json', '--home', home])
    expect(history.json()[0]).toMatchObject({ type: 'lineage', table: 'my_cave_table', head: '1' })

    const refused = await run(['reset', '--clean', '--home', home])
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('CONFIRMATION_NEEDED')

    expect((await run(['materialize', '--json', '--home', home])).json()).toContainEqual({
      type: 'materialized',
      version: 2,
    })
    const diff = await run(['diff', '1', '2', '--json', '--home', home])
    expect(diff.json()[0]).toMatchObject({ type: 'diff', added: 0, removed: 0, changed: 0 })
    const reset = await run(['reset', '--clean', '--yes', '--json', '--home', home])
    expect(reset.json().at(-1)).toEqual({ type: 'reset', clean: true, versions: [1] })

    expect((await run(['logs', 'gateway', '--json', '--home', home])).json().every(of('log'))).toBe(true)
    expect((await run(['down', '--json', '--home', home])).status).toBe(0)
    expect((await run(['status', '--json', '--home', home])).json()[0]).toMatchObject({ phase: 'down' })
  })

  it('killed in the middle goes on and is ready the next time', async () => {
    const { options } = await place()
    const killed = start(['up', '--json', ...options])
    await killed.said('"state":"acting"')
    killed.process.kill('SIGKILL')
    expect((await killed.ended).status).toBeNull()
    const again = await run(['up', '--json', ...options])
    expect(again.err).not.toContain('Why:')
    expect(again.status).toBe(0)
    expect(again.json().at(-1)).toMatchObject({ type: 'status', phase: 'ready' })
  })

  it('twice at once: both end well, or the second names the process of the first', async () => {
    const { options } = await place()
    const both = await Promise.all([run(['up', '--json', ...options]), run(['up', '--json', ...options])])
    const refused = both.filter(({ status }) => status !== 0)
    expect(refused.length).toBeLessThan(2)
    for (const ended of refused) {
      expect(ended.status).toBe(1)
      expect(ended.json().at(-1)).toMatchObject({
        code: 'HOME_BUSY',
        why: expect.stringMatching(/[Pp]rocess \d+/),
      })
    }
    expect((await run(['status', '--json', ...options])).json()[0]).toMatchObject({ phase: 'ready' })
  })

  it('with its port taken names the program that holds it, and ends with 3', async () => {
    const { port, options } = await place()
    const other = createServer((_request, response) => response.end('not CAVE'))
    await new Promise<void>((resolve) => {
      other.listen(port, '127.0.0.1', resolve)
    })
    try {
      const { status, json } = await run(['up', '--json', ...options])
      expect(status).toBe(3)
      const error = json().find(of('error'))
      expect(error).toMatchObject({ code: 'PORT_TAKEN' })
      expect(`${String(error?.['what'])} ${String(error?.['why'])}`).toContain(String(process.pid))
      expect(String(error?.['fix'])).toContain('--port')
    } finally {
      other.close()
    }
  })

  it('cancelled with Ctrl-C says so, ends with 1, and the next one is ready', async () => {
    const { options } = await place()
    const cancelled = start(['up', '--json', ...options])
    await cancelled.said('"state":"acting"')
    cancelled.process.kill('SIGINT')
    const { status, json, err } = await cancelled.ended
    expect(status).toBe(1)
    expect(json().at(-1)).toMatchObject({ type: 'error', code: 'CANCELLED' })
    expect(err).toContain('cancelled')
    expect((await run(['up', ...options])).status).toBe(0)
  })
})

describe('a home', () => {
  it('with settings that make no sense says so, keeps them aside and goes on', async () => {
    const { home, options } = await place()
    await writeFile(join(home, 'home.json'), '{"id": "7b1e6b42-7f5f-4bb2-8f3c-0123456789ab", "port": ')
    const { status, json } = await run(['status', '--json', ...options])
    expect(status).toBe(0)
    expect(json().map((line) => line['type'])).toEqual(['warning', 'status'])
    expect(json()[0]).toMatchObject({ code: 'HOME_CORRUPT' })
    const kept = (await readdir(home)).filter((name) => name.startsWith('home.json.corrupt-'))
    expect(kept).toHaveLength(1)
    expect(await readFile(join(home, kept[0] ?? ''), 'utf8')).toContain('7b1e6b42')
    expect((await run(['status', '--json', ...options])).json().map((line) => line['type'])).toEqual([
      'status',
    ])
  })
})

/** A disk of 64 KiB that is full, where this system lets us make one. */
const fullDisk = async (): Promise<string | undefined> => {
  const { folder, remove } = await temporaryFolder('full')
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0
  onTestFinished(async () => {
    if (made) spawnSync('umount', [folder])
    await remove()
  })
  if (!made) return undefined
  await writeFile(join(folder, 'fill'), Buffer.alloc(65_536)).catch(() => undefined)
  return folder
}

describe('a disk that is full', () => {
  it('is named as such, and what was there before stays', async ({ skip }) => {
    const disk = (await fullDisk()) ?? skip('only root can mount a small disk')
    const { status, json } = await run(['status', '--json', '--home', join(disk, 'home')])
    expect(status).toBe(1)
    expect(json()).toEqual([expect.objectContaining({ type: 'error', code: 'DISK_FULL' })])
    expect((await readdir(join(disk, 'home'))).filter((name) => name.includes('.json'))).toEqual([])
  })
})

describe('output', () => {
  it('whose reader has gone ends a verb quietly', async () => {
    const { options } = await place()
    const doctor = start(['doctor', ...options])
    doctor.process.stdout?.destroy()
    const { err } = await doctor.ended
    expect(err).not.toContain('EPIPE')
    expect(err).not.toContain('INTERNAL')
  })

  it('of the doctor is JSON lines', async () => {
    const { options } = await place()
    const { status, json } = await run(['doctor', '--json', ...options])
    expect([0, 3]).toContain(status)
    expect(json().length).toBeGreaterThan(8)
    expect(json().every(of('check'))).toBe(true)
  })
})

describe('serve', () => {
  it('serves the panel until Ctrl-C, which is no failure', async () => {
    const { options } = await place()
    const serving = start(['serve', '--json', ...options])
    await serving.said('"type":"serving"')
    serving.process.kill('SIGINT')
    const { status, json } = await serving.ended
    expect(status).toBe(0)
    expect(json()[0]?.['address']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  })

  it('without a port is where it was the last time, and elsewhere where that is taken', async () => {
    const { options } = await place()
    const serveOnce = async (): Promise<number> => {
      const serving = start(['serve', '--json', ...options])
      await serving.said('"type":"serving"')
      serving.process.kill('SIGINT')
      const { json } = await serving.ended
      return Number(json()[0]?.['port'])
    }
    const first = await serveOnce()
    expect(await serveOnce()).toBe(first)
    const other = createServer()
    await new Promise<void>((resolve) => {
      other.listen(first, '127.0.0.1', resolve)
    })
    const second = await serveOnce()
    other.close()
    expect(second).not.toBe(first)
    expect(await serveOnce()).toBe(second)
  })

  it('on a port that is taken names it', async () => {
    const { port, options } = await place()
    const other = createServer()
    await new Promise<void>((resolve) => {
      other.listen(port, '127.0.0.1', resolve)
    })
    try {
      const { status, err } = await run(['serve', '--panel-port', String(port), ...options])
      expect(status).toBe(3)
      expect(err).toContain(String(port))
    } finally {
      other.close()
    }
  })
})
