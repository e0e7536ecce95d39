import { expect, it } from 'vitest'
import { createDispatcher } from '../../../src/main/api/dispatcher'
import { createHandlers } from '../../../src/main/api/handlers/all'
import { openMenuChoices } from '../../../src/main/api/menu-choices'
import { fakeCore } from './fake-core'

it('what is chosen in the menu reaches the page, until it looks away', async () => {
  const menu = openMenuChoices()
  const dispatcher = createDispatcher(createHandlers(fakeCore({}), menu), () => undefined)
  const controller = new AbortController()
  const seen: unknown[] = []
  const listening = (async () => {
    for await (const item of dispatcher.stream('menu.chosen', undefined, controller.signal)) {
      seen.push(item)
      if (seen.length === 2) controller.abort()
    }
  })()
  // The stream listens from its next turn on.
  await new Promise((done) => setImmediate(done))
  menu.choose('panel.palette')
  menu.choose('view.logs')
  await listening
  expect(seen).toEqual([
    { ok: true, value: { command: 'panel.palette' } },
    { ok: true, value: { command: 'view.logs' } },
  ])
})
