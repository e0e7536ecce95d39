// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { askView, forgetAsked, useAsked } from '../../../src/renderer/views/asked'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, leave } from '../support/page'

const taken = vi.fn<(subject: string) => void>()
const Taker = () => {
  useAsked('stop', taken)
  return null
}
const drawTaker = () => draw(fakeBridge('ready'), <Taker />)

beforeEach(() => {
  taken.mockClear()
  forgetAsked('logs')
})

it('is taken once, by the view as it is drawn, or as it stands', async () => {
  askView('services', 'stop', 'postgres')
  await drawTaker()
  await expect.poll(() => taken.mock.calls).toEqual([['postgres']])
  askView('services', 'stop', 'redis')
  await expect.poll(() => taken.mock.calls).toEqual([['postgres'], ['redis']])
  leave()
  await drawTaker()
  expect(taken).toHaveBeenCalledTimes(2)
})

it.each([
  ['a press of the mouse', () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))],
  ['a key', () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))],
  ['another window', () => window.dispatchEvent(new Event('blur'))],
  ['another view', () => forgetAsked('logs')],
])('is not taken any more after %s', async (_what, happens) => {
  askView('services', 'stop')
  happens()
  await drawTaker()
  askView('services', 'stop', 'redis')
  await expect.poll(() => taken.mock.calls).toEqual([['redis']])
})

it('outlives the key that is still held, and the focus that moves as the palette closes', async () => {
  askView('services', 'stop')
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true }))
  document.body.dispatchEvent(new Event('blur'))
  await drawTaker()
  await expect.poll(() => taken.mock.calls).toHaveLength(1)
})
