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

it('what is chosen before a page listens waits for it: the last of it, once', async () => {
  const menu = openMenuChoices()
  menu.choose('view.logs')
  menu.choose('view.doctor')
  const first = async (): Promise<unknown> => {
    const controller = new AbortController()
    for await (const { command } of menu.chosen(controller.signal)) return command
    return undefined
  }
  expect(await first()).toBe('view.doctor')
  const next = first()
  menu.choose('view.services')
  expect(await next).toBe('view.services')
})
