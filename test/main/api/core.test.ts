import { describe, expect, it } from 'vitest'
import { composeCore } from '../../../src/main/api/core'
import { fakeController, fakeParts, fakeTerminal } from './fake-core'

const never = new AbortController().signal

describe('a core', () => {
  it('opens no part that nobody asked for', async () => {
    const parts = fakeParts()
    const core = composeCore(parts)
    await (await core.controller()).status(never)
    await core.close()
    expect(parts.opened).toEqual(['controller'])
  })

  it('opens each part once, whoever asks', async () => {
    const parts = fakeParts()
    const core = composeCore(parts)
    await Promise.all([core.data(), core.data(), core.controller(), core.data()])
    expect(parts.opened.sort()).toEqual(['controller', 'data'])
  })

  it('tries again after an opening that failed', async () => {
    let tries = 0
    const core = composeCore({
      ...fakeParts(),
      controller: async () => {
        tries += 1
        if (tries === 1) throw new Error('not yet')
        return fakeController()
      },
    })
    await expect(core.controller()).rejects.toThrow('not yet')
    await expect(core.controller()).resolves.toBeDefined()
  })

  it.each([
    [true, 1],
    [false, 0],
  ])('after a reset (clean: %s) starts the open terminals anew %i times', async (clean, times) => {
    let restarts = 0
    const core = composeCore({
      ...fakeParts(),
      terminal: async () =>
        fakeTerminal({
          restartAll: async () => {
            restarts += 1
          },
        }),
    })
    await core.terminal()
    expect(await core.reset(clean, never)).toEqual({ versions: [1] })
    expect(restarts).toBe(times)
  })

  it('deletes versions as a work of the fleet, under its lock', async () => {
    const did: string[] = []
    const parts = fakeParts({
      controller: {
        deleteVersions: async (work, signal) => {
          did.push('locked')
          await work(signal)
          did.push('free')
        },
      },
      data: { 'versions.delete': async ({ versions }) => void did.push(`delete ${versions.join(' ')}`) },
    })
    await composeCore(parts).deleteVersions({ versions: [1, 2] }, never)
    expect(did).toEqual(['locked', 'delete 1 2', 'free'])
  })

  it('deletes a table as a work of the fleet, under its lock', async () => {
    const did: string[] = []
    const parts = fakeParts({
      controller: {
        deleteTable: async (look, signal) => {
          did.push('locked')
          const remove = await look(signal)
          await remove()
          did.push('free')
        },
      },
      data: {
        tableDeletion: async ({ table }) => {
          did.push(`look at ${table}`)
          return async () => void did.push(`delete ${table}`)
        },
      },
    })
    await composeCore(parts).deleteTable({ table: 'mine' }, never)
    expect(did).toEqual(['locked', 'look at mine', 'delete mine', 'free'])
  })

  it('starts no terminal for a clean reset', async () => {
    const parts = fakeParts()
    await composeCore(parts).reset(true, never)
    expect(parts.opened).toEqual(['controller'])
  })

  it('closes what leans on the fleet before the fleet, although one of them fails to', async () => {
    const closed: string[] = []
    const core = composeCore({
      ...fakeParts({
        controller: {
          close: async () => {
            closed.push('controller')
          },
        },
        data: {
          close: async () => {
            closed.push('data')
          },
        },
      }),
      terminal: async () => fakeTerminal({ close: () => Promise.reject(new Error('stuck')) }),
    })
    await Promise.all([core.terminal(), core.data()])
    await core.close()
    expect(closed).toEqual(['data', 'controller'])
  })
})
