import { expect, it } from 'vitest'
import { followFleet } from '../../../src/main/app/follow-fleet'
import type { FleetStatus } from '../../../src/shared/domain/fleet'
import { fakeController, statusOf } from '../api/fake-core'

it('the fleet is followed over its controller’s end, and unknown while it cannot be asked', async () => {
  const over = new AbortController()
  const seen: (FleetStatus['phase'] | undefined)[] = []
  let opened = 0
  const fleet = followFleet(
    async () => {
      opened += 1
      if (opened === 2) throw new Error('no engine')
      return fakeController({
        async *watch() {
          yield statusOf({ phase: opened === 1 ? 'starting' : 'ready' })
        },
      })
    },
    over.signal,
    (status) => {
      seen.push(status?.phase)
      if (status?.phase === 'ready') over.abort()
    },
  )
  expect(fleet.status()).toBeNull()
  await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['starting', undefined, 'ready'])
  expect(fleet.status()?.phase).toBe('ready')
})
