import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type promises from 'node:fs/promises'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Home } from '../../../src/main/home/home'
import { lockHolder, lockHome } from '../../../src/main/home/lock'
import { processIdentity, processRuns } from '../../../src/main/home/process-identity'
import { temporaryHome } from './temporary-home'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>()
  return { ...real, readdir: vi.fn<typeof promises.readdir>(real.readdir) }
})

/** Another process that does nothing until it is killed. */
const bystander = async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return { pid, kill }
}

const leaveTicket = async (home: Home, number: number, content: string) => {
  await mkdir(home.path('lock'), { recursive: true })
  await writeFile(home.path('lock', `${number}.json`), content)
}

const ticketOf = (pid: number, startedAt: string | null) =>
  JSON.stringify({
    holder: { pid, startedAt, what: 'Resetting the fleet', since: '2026-11-23T10:00:00.000Z' },
  })

describe('the lock of a home', () => {
  it('is free at first, and tells its holder while it is held', async () => {
    const { home } = await temporaryHome()
    expect(await lockHolder(home)).toBeNull()
    const lock = await lockHome(home, 'Starting the fleet', new Date('2026-11-23T10:00:00Z'))
    expect(await lockHolder(home)).toEqual({
      pid: process.pid,
      startedAt: await processIdentity(process.pid),
      what: 'Starting the fleet',
      since: '2026-11-23T10:00:00.000Z',
    })
    await lock.release()
    expect(await lockHolder(home)).toBeNull()
  })

  it('is refused while it is held, saying by whom, for what and what to do', async () => {
    const { home } = await temporaryHome()
    const { pid } = await bystander()
    await leaveTicket(home, 3, ticketOf(pid, await processIdentity(pid)))
    await expect(lockHome(home, 'Starting')).rejects.toMatchObject({
      info: {
        code: 'HOME_BUSY',
        what: expect.stringContaining('Resetting the fleet'),
        why: expect.stringContaining(`Process ${pid}`),
        fix: expect.stringContaining(`end process ${pid}`),
      },
    })
  })

  it('is refused within one process too', async () => {
    const { home } = await temporaryHome()
    const lock = await lockHome(home, 'Starting the fleet')
    await expect(lockHome(home, 'Resetting')).rejects.toMatchObject({
      info: { code: 'HOME_BUSY', why: expect.stringContaining('This program') },
    })
    await lock.release()
    await (await lockHome(home, 'Resetting')).release()
  })

  it('goes to one of many that ask at once, again and again, and leaves no litter', async () => {
    const { home } = await temporaryHome()
    for (let round = 0; round < 5; round++) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockHome(home, 'Starting')))
      const given = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
      expect(given).toHaveLength(1)
      await given[0]?.release()
    }
    expect(await readdir(home.path('lock'))).toHaveLength(1)
  })

  it('of a process that was killed is free', async () => {
    const { home } = await temporaryHome()
    const { pid, kill } = await bystander()
    await leaveTicket(home, 1, ticketOf(pid, await processIdentity(pid)))
    await expect(lockHome(home, 'Starting')).rejects.toMatchObject({ info: { code: 'HOME_BUSY' } })
    await kill()
    await (await lockHome(home, 'Starting')).release()
  })

  it.runIf(process.platform === 'linux')('is free when another process has the number now', async () => {
    const { home } = await temporaryHome()
    const { pid } = await bystander()
    await leaveTicket(home, 1, ticketOf(pid, 'started at another time'))
    expect(await lockHolder(home)).toBeNull()
    await (await lockHome(home, 'Starting')).release()
  })

  it('of a process whose start is unknown goes by its number', async () => {
    const { home } = await temporaryHome()
    const { pid } = await bystander()
    await leaveTicket(home, 1, ticketOf(pid, null))
    await expect(lockHome(home, 'Starting')).rejects.toMatchObject({ info: { code: 'HOME_BUSY' } })
  })

  it('is not taken by a number that was used up while this process looked away', async () => {
    const { home } = await temporaryHome()
    const { pid } = await bystander()
    await leaveTicket(home, 7, ticketOf(pid, await processIdentity(pid)))
    vi.mocked(readdir).mockResolvedValueOnce([])
    await expect(lockHome(home, 'Starting')).rejects.toMatchObject({ info: { code: 'HOME_BUSY' } })
    expect(await readdir(home.path('lock'))).toEqual(['7.json'])
  })

  it.each(['', '{"holder":', '{"holder":{"pid":-1}}', '7'])(
    'survives a ticket that reads %j',
    async (content) => {
      const { home } = await temporaryHome()
      await leaveTicket(home, 7, content)
      const lock = await lockHome(home, 'Starting')
      expect(await readdir(home.path('lock'))).toEqual(['8.json'])
      await lock.release()
    },
  )

  it('may be released twice, and the second time takes nothing from the next holder', async () => {
    const { home } = await temporaryHome()
    const first = await lockHome(home, 'Starting')
    await first.release()
    const second = await lockHome(home, 'Resetting')
    await first.release()
    expect((await lockHolder(home))?.what).toBe('Resetting')
    await second.release()
    expect(JSON.parse(await readFile(home.path('lock', '2.json'), 'utf8'))).toEqual({ holder: null })
  })
})

describe('the identity of a process', () => {
  it('stays the same while it runs and differs from that of another', async () => {
    const { pid, kill } = await bystander()
    const identity = await processIdentity(pid)
    expect(identity).not.toBeNull()
    expect(await processIdentity(pid)).toBe(identity)
    expect(await processRuns(pid, identity)).toBe(true)
    await kill()
    expect(await processIdentity(pid)).toBeNull()
    expect(await processRuns(pid, identity)).toBe(false)
    expect(await processRuns(pid, null)).toBe(false)
  })
})
