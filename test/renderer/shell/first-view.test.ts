// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { firstView } from '../../../src/renderer/shell/first-view'
import { fakeBridge } from '../fake/fake-bridge'
import { manualBridge } from '../support/manual-bridge'

afterEach(() => {
  vi.restoreAllMocks()
})

test('a new home begins with the first steps, until they were taken', async () => {
  const bridge = fakeBridge('ready')
  await expect(firstView(bridge, '')).resolves.toBe('welcome')
  await bridge.call('welcome.done', undefined).answer
  await expect(firstView(bridge, '')).resolves.toBe('services')
})

test('an address that names a view is followed', async () => {
  await expect(firstView(fakeBridge('ready'), '#/versions/3')).resolves.toBe('versions')
})

test('a core that does not answer keeps nobody waiting', async () => {
  const over = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal)
  const { bridge, calls } = manualBridge()
  const view = firstView(bridge, '')
  over.abort()
  await expect(view).resolves.toBe('services')
  expect(calls).toHaveLength(1)
})
