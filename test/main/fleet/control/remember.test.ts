import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHomeWith } from '../../../../src/main/api/open-home'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import { openHome } from '../../../../src/main/home/home'
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

test('they are forgotten when the fleet did not come up', async () => {
  const { settings, up } = await stage()
  await expect(up({ port: 18_321 }, ['table'])).rejects.toMatchObject({ info: { code: 'STEP_FAILED' } })
  expect(await settings()).toMatchObject({ port: 8080, fleet: null })
})

test('what is remembered already is not written again', async () => {
  const { folder, settings, up } = await stage()
  await up({ port: 18_321 })
  const before = (await stat(join(folder, 'home.json'))).ino
  await up({})
  expect((await stat(join(folder, 'home.json'))).ino).toBe(before)
  expect(await settings()).toMatchObject({ port: 18_321 })
})
