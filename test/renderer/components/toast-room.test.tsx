// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { toast, toasts } from '../../../src/renderer/components/toast'
import { keepBelowToasts } from '../../../src/renderer/components/toast-room'
import { ToastList } from '../../../src/renderer/components/toast-list'
import { manualBridge } from '../support/manual-bridge'
import { draw, eventually, says } from '../support/page'

const below = (): string => document.documentElement.style.getPropertyValue('--below-view')
const room = (): string => document.documentElement.style.getPropertyValue('--toast-room')

afterEach(() => {
  toasts.close()
  vi.restoreAllMocks()
})

test('toasts begin on the dock’s edge; a failure that stays keeps free what it covers of the view, at most half of it; a message that goes by itself moves nothing', async () => {
  let top = 680
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function measure(this: Element) {
    return this.matches('.dock') ? new DOMRect(0, top, 400, 40) : new DOMRect(0, 600, 400, 100)
  })
  await draw(
    manualBridge().bridge,
    <>
      <section ref={keepBelowToasts} className="dock" />
      <ToastList />
    </>,
  )
  expect(below()).toBe('40px')
  toast({ tone: 'ok', title: 'The fleet is ready' })
  await says('The fleet is ready')
  expect(room()).toBe('')
  toast({ tone: 'bad', title: 'Port 8080 is taken.' })
  // From 600 to the dock at 680, and 8 to the view.
  await eventually(() => (room() === '88px' ? true : undefined))
  toasts.close()
  await eventually(() => (room() === '' ? true : undefined))
  top = 1300
  toast({ tone: 'bad', title: 'Port 8080 is taken.' })
  await eventually(() => (room() === '650px' ? true : undefined))
  toasts.close()
  await eventually(() => (room() === '' ? true : undefined))
})
