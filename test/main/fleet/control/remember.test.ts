import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHomeWith } from '../../../../src/main/api/open-home'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import { noteUp } from '../../../../src/main/fleet/control/wishes'
import { openHome } from '../../../../src/main/home/home'
import { readWanted } from '../../../../src/main/home/wanted'
import { temporaryFolder } from '../../home/temporary-home'
import { madeUpFleet } from './made-up-fleet'

const never = new AbortController().signal
const warn = (): void => undefined

/** A home, and a start of a made-up fleet with what a command line gave. */
const stage = async () => {
  const folder = await temporaryFolder()
  return {
    folder,
    settings: async () => (await openHome({ folder, warn })).settings,
    /** What a verb without options would use. */
    used: async () =>
      (await openHomeWith({ home: folder, port: undefined, project: undefined }, warn)).settings,
    down: async () => {
      const home = await openHomeWith({ home: folder, port: undefined, project: undefined }, warn)
      const controller = createFleetController({ home, fleet: madeUpFleet().fleet, reason: '', warn })
      await controller.down(false, never)
      await controller.close()
      return home.settings
    },
    up: async (given: { port?: number; project?: string }, spoilt: readonly string[] = []) => {
      const home = await openHomeWith({ home: folder, port: given.port, project: given.project }, warn)
      const madeUp = madeUpFleet()
      for (const id of spoilt) madeUp.spoilt.add(id)
      const controller = createFleetController({
        home,
        fleet: madeUp.fleet,
        reason: 'It was asked for.',
        warn,
      })
      try {
        await controller.up(never)
      } finally {
        await controller.close()
      }
    },
  }
}

test('port and project hold for the run alone until a fleet came up with them', async () => {
  const { folder, settings, up } = await stage()
  const home = await openHomeWith({ home: folder, port: 18_321, project: 'class' }, warn)
  expect(home.settings).toMatchObject({ port: 18_321, project: 'class' })
  expect(await settings()).toMatchObject({ port: 8080, project: 'realcave', fleet: null })
  await up({ port: 18_321, project: 'class' })
  expect(await settings()).toMatchObject({ port: 18_321, project: 'class', fleet: 'practice' })
})

test('those of a start that failed hold until the fleet is down: the same fleet is stopped, and a mistyped name is gone', async () => {
  const { settings, used, up, down } = await stage()
  await up({ port: 18_321, project: 'class' })
  const failed = up({ port: 18_322, project: 'clas' }, ['table'])
  await expect(failed).rejects.toMatchObject({ info: { code: 'STEP_FAILED' } })
  expect(await settings()).toMatchObject({ port: 18_321, project: 'class' })
  expect(await used()).toMatchObject({ port: 18_322, project: 'clas' })
  expect(await down()).toMatchObject({ port: 18_322, project: 'clas' })
  expect(await used()).toMatchObject({ port: 18_321, project: 'class', fleet: 'practice' })
})

test('a start that failed is started again as it was, with no option repeated', async () => {
  const { folder, settings, used, up } = await stage()
  await expect(up({ project: 'class' }, ['table'])).rejects.toMatchObject({ info: { code: 'STEP_FAILED' } })
  expect(await settings()).toMatchObject({ project: 'realcave', fleet: null })
  expect(await used()).toMatchObject({ project: 'class', fleet: 'practice' })
  await up({})
  expect(await settings()).toMatchObject({ project: 'class', fleet: 'practice' })
  expect(await readWanted(await openHome({ folder, warn }))).toMatchObject({ state: 'up', start: null })
})

test('what is given now wins over what a failed start was given', async () => {
  const { folder, up } = await stage()
  await expect(up({ port: 18_321 }, ['table'])).rejects.toMatchObject({ info: { code: 'STEP_FAILED' } })
  const home = await openHomeWith({ home: folder, port: 18_322, project: undefined }, warn)
  expect(home.settings.port).toBe(18_322)
})

test('what is remembered already is not written again', async () => {
  const { folder, settings, up } = await stage()
  await up({ port: 18_321 })
  const before = (await stat(join(folder, 'home.json'))).ino
  await up({})
  expect((await stat(join(folder, 'home.json'))).ino).toBe(before)
  expect(await settings()).toMatchObject({ port: 18_321 })
})

test('why it was chosen is remembered of the first start alone', async () => {
  const { folder, settings, up } = await stage()
  await up({})
  expect(await settings()).toMatchObject({ fleet: 'practice', because: 'It was asked for.' })
  const home = await openHome({ folder, warn })
  await noteUp(home, 'practice', 'The practice fleet was used here last.')
  expect(await settings()).toMatchObject({ because: 'It was asked for.' })
  await noteUp(home, 'genuine', 'The genuine fleet was chosen in the panel.')
  expect(await settings()).toMatchObject({ fleet: 'genuine', because: null })
})
