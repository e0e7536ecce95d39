// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Shell } from '../../../src/renderer/shell/shell'
import { openDock } from '../../../src/renderer/terminal/dock-state'
import { tourTexts } from '../../../src/renderer/tour/texts'
import { endTour, startTour, useTour } from '../../../src/renderer/tour/tour-state'
import { fakeBridge } from '../fake/fake-bridge'
import { all, draw, eventually, find, press, says, settle } from '../support/page'

beforeEach(() => {
  openDock(false)
  endTour()
})
afterEach(() => {
  location.hash = ''
})

const begin = async (): Promise<HTMLElement> => {
  await draw(fakeBridge('ready'), <Shell />)
  startTour()
  return eventually(() => {
    const card = document.querySelector('.tour')
    return card instanceof HTMLElement ? card : undefined
  })
}

const key = async (key: string): Promise<void> => {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  )
  await settle()
}

const shown = (): string => location.hash.replace('#/', '')

test('leads through the views that it tells of, each named in the navigation, and ends', async () => {
  await begin()
  const links = all('link').map((link) => link.getAttribute('href'))
  for (const [index, { view, look }] of tourTexts.stops.entries()) {
    await says(look)
    expect(shown()).toBe(view)
    expect(links).toContain(`#/${view}`)
    await press('button', index === tourTexts.stops.length - 1 ? 'Finish' : 'Next')
  }
  await says('That was the tour')
  expect(document.querySelector('.tour')).toBeNull()
})

test('goes by the arrow keys, back too, and ends with Escape', async () => {
  await begin()
  expect(document.activeElement?.textContent).toBe('Next')
  await key('ArrowRight')
  await key('ArrowRight')
  expect(shown()).toBe('history')
  await key('ArrowLeft')
  expect(shown()).toBe('annotations')
  await key('Escape')
  await eventually(() => (document.querySelector('.tour') === null ? true : undefined))
})

test('whoever looks elsewhere meanwhile is led back with one button', async () => {
  await begin()
  location.hash = '#/doctor'
  await press('button', 'Show Services')
  expect(shown()).toBe('services')
})

test('is where it was after a reload, and is forgotten once it has ended', async () => {
  await begin()
  await press('button', 'Next')
  expect(localStorage.getItem('realcave.tour')).toBe('{"stop":1}')
  await press('button', 'End the tour')
  expect(localStorage.getItem('realcave.tour')).toBe('{"stop":null}')
  expect(useTour.getState().stop).toBeNull()
  startTour()
  await find('button', 'Next')
})
