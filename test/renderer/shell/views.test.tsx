// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { openDock } from '../../../src/renderer/terminal/dock-state'
import { Shell } from '../../../src/renderer/shell/shell'
import { loadOtherViews, loadView, viewOf } from '../../../src/renderer/shell/views'
import { fakeBridge } from '../fake/fake-bridge'
import { draw, says } from '../support/page'

afterEach(() => {
  location.hash = ''
})

it('a view that is loaded is drawn with the frame, with nothing in its place before', async () => {
  await loadView('cheatsheet')
  openDock(false)
  location.hash = '#/cheatsheet'
  await draw(fakeBridge('ready'), <Shell />)
  const seen: string[] = []
  const observer = new MutationObserver(() => {
    seen.push(document.querySelector('main h1')?.textContent ?? 'a placeholder')
  })
  observer.observe(document.body, { subtree: true, childList: true })
  await loadView('doctor')
  location.hash = '#/doctor'
  await says('No Docker engine answers.')
  observer.disconnect()
  expect(seen).not.toContain('a placeholder')
})

it('once the others have been loaded, each is there at once', async () => {
  await loadOtherViews()
  const services = await loadView('services')
  expect(viewOf('services')).toBe(services)
  expect(viewOf('logs')).toBe(viewOf('logs'))
})
