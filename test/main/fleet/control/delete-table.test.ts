import { describe, expect, test } from 'vitest'
import { createFleetController } from '../../../../src/main/fleet/control/create'
import { temporaryHome } from '../../home/temporary-home'
import { madeUpFleet } from './made-up-fleet'

const never = () => new AbortController().signal

describe('a deletion of a table', () => {
  const watched = async (fails: { readonly settle: boolean }) => {
    const warnings: string[] = []
    const told: string[] = []
    const { home } = await temporaryHome()
    const { fleet } = madeUpFleet()
    const controller = createFleetController({
      home,
      fleet: {
        ...fleet,
        unsettle: async () => void told.push('unsettle'),
        settle: async (signal) => {
          told.push(signal.aborted ? 'settle, cancelled' : 'settle')
          if (fails.settle) throw new Error('It does not answer.')
        },
      },
      reason: 'It was asked for.',
      warn: ({ what }) => warnings.push(what),
      paces: { slow: 60_000, gap: 1, snapshot: 1, look: 60_000 },
    })
    return { controller, told, warnings }
  }

  test('that is refused cuts nothing, and settles nothing', async () => {
    const { controller, told } = await watched({ settle: false })
    const refused = controller.deleteTable(() => Promise.reject(new Error('Others refer to it.')), never())
    await expect(refused).rejects.toThrow('Others refer to it.')
    expect(told).toEqual([])
  })

  test('that fails leaves no session that counts as cut, and tells why it failed, not what came of it', async () => {
    const { controller, told, warnings } = await watched({ settle: true })
    const failed = controller.deleteTable(
      async () => () => Promise.reject(new Error('A lock was not to be had.')),
      never(),
    )
    await expect(failed).rejects.toThrow('A lock was not to be had.')
    expect(told).toEqual(['unsettle', 'settle'])
    expect(warnings).toHaveLength(1)
  })

  test('whose asker is gone by the end settles all the same', async () => {
    const { controller, told } = await watched({ settle: false })
    const asker = new AbortController()
    const done = controller.deleteTable(async () => async () => asker.abort(), asker.signal)
    await done.catch(() => undefined)
    expect(told).toEqual(['unsettle', 'settle'])
  })

  test('that is done settles what it cut', async () => {
    const { controller, told } = await watched({ settle: false })
    await controller.deleteTable(async () => async () => void told.push('delete'), never())
    expect(told).toEqual(['unsettle', 'delete', 'settle'])
  })
})
