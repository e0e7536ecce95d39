import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openForeignSite } from './support/foreign-site'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('what a browser lets other pages do', () => {
  const { address } = inject('fleet')
  let panel: ServedPanel
  let foreign: Awaited<ReturnType<typeof openForeignSite>>
  /** A foreign page in the browser that has the session: its requests carry the cookie where the browser lets them. */
  let page: Page

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    foreign = await openForeignSite()
    page = await panel.context.newPage()
    await page.goto(foreign.origin)
  })
  afterAll(async () => {
    await panel?.end()
    await foreign?.close()
  })

  const liveRows = async (): Promise<string> => {
    const path = '/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/count'
    return (await fetch(`${address}${path}`)).text()
  }

  /** "opened" or "refused". */
  const openSocket = (from: Page, url: string): Promise<string> =>
    from.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url)
          socket.addEventListener('open', () => resolve('opened'))
          socket.addEventListener('error', () => resolve('refused'))
        }),
      url,
    )

  const socketAddress = () => `${panel.served.origin.replace('http', 'ws')}/socket`

  test('the one-time address, used again in another browser, shows a page that explains it', async () => {
    const other = await panel.browser.newContext()
    const visitor = await other.newPage()
    const answer = await visitor.goto(panel.served.address)
    expect(answer?.status()).toBe(401)
    await expect(visitor.getByRole('heading').innerText()).resolves.toBe(
      'This address was used already, or is not right',
    )
    await expect(visitor.locator('body').innerText()).resolves.toContain(
      'Press Enter in the terminal that printed the address',
    )
    await other.close()
  })

  test('without the session there is no panel, and no socket from the refusing page either', async () => {
    const other = await panel.browser.newContext()
    const visitor = await other.newPage()
    expect((await visitor.goto(panel.served.origin))?.status()).toBe(401)
    await expect(openSocket(visitor, socketAddress())).resolves.toBe('refused')
    await other.close()
  })

  test('the panel’s own page opens the socket; a foreign one cannot', async () => {
    await expect(openSocket(panel.page, socketAddress())).resolves.toBe('opened')
    await expect(openSocket(page, socketAddress())).resolves.toBe('refused')
  })

  test('a foreign page can neither read the panel nor show it in a frame', async () => {
    const read = await page.evaluate(
      (url) =>
        fetch(url, { credentials: 'include' }).then(
          () => 'read',
          () => 'refused',
        ),
      panel.served.origin,
    )
    expect(read).toBe('refused')
    await page.evaluate((url) => {
      const frame = document.createElement('iframe')
      frame.src = url
      document.body.append(frame)
      return new Promise((resolve) => frame.addEventListener('load', resolve))
    }, panel.served.origin)
    const [, frame] = page.frames()
    await expect(frame?.locator('#root').count() ?? 0).resolves.toBe(0)
  })

  test.each([
    ['as a form would', 'text/plain'],
    ['as JSON', 'application/json'],
  ])('a foreign page cannot post to the practice fleet %s', async (_how, type) => {
    const before = await liveRows()
    const body = JSON.stringify({ annotations: [{ pt: { position: [1, 2, 3] }, tag: 'from elsewhere' }] })
    const url = `${address}/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations`
    for (const mode of ['no-cors', 'cors'] as const)
      await page.evaluate(
        ([url, body, type, mode]) =>
          fetch(url, { method: 'POST', mode, body, headers: { 'content-type': type } }).catch(
            () => undefined,
          ),
        [url, body, type, mode] as const,
      )
    await expect(liveRows()).resolves.toBe(before)
  })

  test('nor can it stop the fleet or read what is asked of it', async () => {
    for (const path of ['/practice/stop', '/practice/requests'])
      await page.evaluate(
        (url) => fetch(url, { method: 'POST', mode: 'no-cors' }).catch(() => undefined),
        `${address}${path}`,
      )
    expect((await fetch(`${address}/info/api/v2/datastacks`)).status).toBe(200)
    const read = await page.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      `${address}/practice/requests`,
    )
    expect(read).toBe('refused')
  })
})
