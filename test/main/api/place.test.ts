import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { composeCore } from '../../../src/main/api/core'
import { openHomePlace, type HomePlace } from '../../../src/main/api/home-place'
import { leavePlace } from '../../../src/main/api/leave-place'
import { openHomeWith } from '../../../src/main/api/open-home'
import { lockHome } from '../../../src/main/home/lock'
import { readWanted, writeWanted } from '../../../src/main/home/wanted'
import type { FleetKind } from '../../../src/shared/domain/fleet'
import type { Place } from '../../../src/shared/domain/place'
import { Failure } from '../../../src/shared/errors'
import { temporaryFolder } from '../../support/temporary-folder'
import { fakeController, fakeParts, fakeTerminal } from './fake-core'

const never = new AbortController().signal
const there: Place = { port: 8081, project: 'mine' }

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let here: HomePlace
beforeEach(async () => {
  folder = await temporaryFolder('place')
  here = openHomePlace(await openAgain())
})
afterEach(() => folder.remove())

const openAgain = () =>
  openHomeWith({ home: folder.folder, port: undefined, project: undefined }, () => undefined)

describe('another place', () => {
  it('is remembered in the home, as --port and --project are', async () => {
    await here.change(there)
    expect(here.place()).toEqual(there)
    expect(JSON.parse(await readFile(join(folder.folder, 'home.json'), 'utf8'))).toMatchObject(there)
    expect((await openAgain()).settings).toMatchObject(there)
  })

  it('wins over that of a start that failed, which the next program would go on with', async () => {
    const start = { port: 9999, project: 'failed' }
    await writeWanted(here.home(), { fleet: 'genuine', state: 'up', stopped: [], start })
    await here.change(there)
    expect((await openAgain()).settings).toMatchObject({ ...there, fleet: 'genuine' })
  })

  it('is of the fleet that is used here by then, not of the one that was when the program began', async () => {
    await here.home().change({ fleet: 'practice', because: 'It was chosen.' })
    await here.change(there)
    expect(here.home().settings).toMatchObject({ ...there, fleet: 'practice', because: 'It was chosen.' })
  })

  it('is not taken while something works on the fleet', async () => {
    const lock = await lockHome(here.home(), 'Something long')
    await expect(here.change(there)).rejects.toMatchObject({ info: { code: 'HOME_BUSY' } })
    await lock.release()
    expect(here.place().port).toBe(8080)
  })
})

describe('the first steps', () => {
  it('are due in a new home, and not again once they were taken, for any panel over it', async () => {
    await expect(here.welcome.isDue()).resolves.toBe(true)
    const beside = openHomePlace(await openAgain())
    await here.welcome.done()
    await expect(here.welcome.isDue()).resolves.toBe(false)
    await expect(beside.welcome.isDue()).resolves.toBe(false)
  })

  it('stay taken when the place changes', async () => {
    await here.welcome.done()
    await here.change(there)
    await expect(here.welcome.isDue()).resolves.toBe(false)
  })
})

describe('what the change would leave behind', () => {
  let told: FleetKind | null = null
  const leave = async (wanted: Place, present: FleetKind, down: () => Promise<void>): Promise<string[]> => {
    const opened: string[] = []
    told = await leavePlace(
      here,
      wanted,
      fakeController({ kind: present, down }),
      async (kind) => {
        opened.push(kind)
        return fakeController({ kind, down })
      },
      never,
    )
    return opened
  }
  const runs = (fleet: FleetKind, state: 'up' | 'down' = 'up') =>
    writeWanted(here.home(), { fleet, state, stopped: [] })

  it.each([
    ['practice', { port: 8081, project: 'realcave' }, 1],
    ['practice', { port: 8080, project: 'mine' }, 0],
    ['genuine', { port: 8080, project: 'mine' }, 1],
    ['genuine', { port: 8081, project: 'realcave' }, 1],
  ] as const)(
    'of a %s fleet that runs and %j is stopped %i times, and told',
    async (fleet, wanted, times) => {
      await runs(fleet)
      let stops = 0
      await leave(wanted, fleet, async () => void (stops += 1))
      expect(stops).toBe(times)
      expect(told).toBe(times === 1 ? fleet : null)
    },
  )

  it('is nothing of a fleet that is down, or never was up', async () => {
    const down = () => Promise.reject(new Error('It was stopped all the same.'))
    await expect(leave(there, 'practice', down)).resolves.toEqual([])
    await runs('practice', 'down')
    await expect(leave(there, 'practice', down)).resolves.toEqual([])
  })

  it('is stopped also where the panel shows the other fleet', async () => {
    await runs('genuine')
    expect(await leave(there, 'practice', async () => undefined)).toEqual(['genuine'])
  })

  it('is nothing where its engine has gone; a failed stop is a failure', async () => {
    await runs('genuine')
    const failing = (code: 'ENGINE_MISSING' | 'HOME_BUSY') => () =>
      Promise.reject(new Failure({ code, what: 'w', why: 'y', fix: 'f' }))
    await leave(there, 'genuine', failing('ENGINE_MISSING'))
    expect(told).toBeNull()
    await expect(leave(there, 'genuine', failing('HOME_BUSY'))).rejects.toMatchObject({
      info: { code: 'HOME_BUSY' },
    })
    expect((await readWanted(here.home()))?.state).toBe('up')
  })
})

describe('a core that moves', () => {
  it('closes what leans on the old place and opens it anew; terminals start again', async () => {
    const events: string[] = []
    const parts = fakeParts({
      data: { close: async () => void events.push('data closed') },
      controller: { close: async () => void events.push('controller closed') },
      place: {
        leave: async () => {
          events.push('left')
          return 'practice'
        },
        change: async () => void events.push('changed'),
      },
    })
    const core = composeCore({
      ...parts,
      terminal: async () => fakeTerminal({ restartAll: async () => void events.push('terminals') }),
    })
    await Promise.all([core.data(), core.terminal()])
    await expect(core.choosePlace(there, never)).resolves.toBe('practice')
    expect(events).toEqual(['left', 'changed', 'data closed', 'controller closed', 'terminals'])
    await core.data()
    expect(parts.opened).toEqual(['controller', 'data', 'controller', 'data'])
  })

  it('stays where it is when what runs there cannot be stopped', async () => {
    let changed = false
    const core = composeCore(
      fakeParts({
        place: {
          leave: () => Promise.reject(new Error('stuck')),
          change: async () => void (changed = true),
        },
      }),
    )
    await expect(core.choosePlace(there, never)).rejects.toThrow('stuck')
    expect(changed).toBe(false)
  })

  it('does nothing for the place that it has', async () => {
    const parts = fakeParts({ place: { leave: () => Promise.reject(new Error('asked')) } })
    const core = composeCore(parts)
    await core.choosePlace(core.place(), never)
    expect(parts.opened).toEqual([])
  })
})
