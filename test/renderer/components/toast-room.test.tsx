// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { toast, toasts } from '../../../src/renderer/components/toast'
import { ToastList } from '../../../src/renderer/components/toast-list'
import { manualBridge } from '../support/manual-bridge'
import { draw, eventually, says } from '../support/page'

const room = (): string => document.documentElement.style.getPropertyValue('--toast-room')

afterEach(() => {
  toasts.close()
  vi.restoreAllMocks()
})

test('a failure that stays keeps free what it would cover beyond the dock; a message that goes by itself moves nothing', async () => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function measure(this: Element) {
    return new DOMRect(0, 0, 400, this.matches('.dock') ? 40 : 100)
  })
  await draw(
    manualBridge().bridge,
    <>
      <section className="dock" />
      <ToastList />
    </>,
  )
  toast({ tone: 'ok', title: 'The fleet is ready' })
  await says('The fleet is ready')
  expect(room()).toBe('')
  toast({ tone: 'bad', title: 'Port 8080 is taken.' })
  // 100 high, 16 to the edge on both sides, 40 of it on the dock.
  await eventually(() => (room() === '92px' ? true : undefined))
  toasts.close()
  await eventually(() => (room() === '' ? true : undefined))
})
