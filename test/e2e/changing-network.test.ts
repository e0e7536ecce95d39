import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'

const chromium = neededChromium()

/** As Chromium does when a network of the machine comes or goes: what is being loaded is ended. */
const endFirst = async (page: Page, times: number): Promise<ReadonlyMap<string, number>> => {
  const asked = new Map<string, number>()
  await page.route('**/assets/*.{js,css}', async (route) => {
    const url = route.request().url()
    const before = asked.get(url) ?? 0
    asked.set(url, before + 1)
    // The page's own script is what would ask again.
    const isFirst = /\/index-[^/]+$/.test(url)
    await (before < times && !isFirst ? route.abort('connectionreset') : route.continue())
  })
  return asked
}

describe.skipIf(leftOut(chromium))('a panel that is opened while networks of the machine change', () => {
  let panel: ServedPanel
  beforeAll(async () => {
    panel = await openServedPanel(chromium)
  })
  afterAll(async () => {
    await panel?.end()
  })

  test('is drawn, with every style, as soon as they have settled', async () => {
    const page = await panel.context.newPage()
    const asked = await endFirst(page, 2)
    await page.goto(`${panel.served.origin}/#/annotations`)
    await page.getByRole('heading', { level: 1, name: 'Annotations' }).waitFor({ timeout: 20_000 })
    await page.getByRole('region', { name: 'Terminal' }).waitFor()
    // Each part until it came; one that two views share may be asked for by both.
    expect(Math.max(...asked.values())).toBeGreaterThanOrEqual(3)
    expect(Math.max(...asked.values())).toBeLessThanOrEqual(6)
    const unstyled = () =>
      page.evaluate(
        () => [...document.querySelectorAll('link[rel=stylesheet]')].length - document.styleSheets.length,
      )
    await expect.poll(unstyled).toBe(0)
    await page.close()
  })

  test('whose parts never come says so instead of staying blank', async () => {
    const page = await panel.context.newPage()
    await endFirst(page, 1000)
    await page.goto(panel.served.origin)
    await expect
      .poll(() => page.locator('body').innerText(), { timeout: 60_000 })
      .toMatch(/The panel could not be loaded .*Reload the page\./)
    await page.close()
  })
})
