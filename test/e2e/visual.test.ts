import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { ViewName } from '../../src/renderer/views/route'
import { dialogs, inFront } from './support/dialogs'
import { leftOut, neededChromium } from './support/needed'
import { compareWithBaseline, isOtherChromium } from './support/picture'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { slow } from './support/terminal-screen'
import { openView, views } from './support/views'

const chromium = neededChromium()

/** What of a view is another at each run or on each machine, beside times, sizes and addresses. */
const masks: Partial<Record<ViewName, readonly string[]>> = {
  services: ['.panel.tool', '.steps-summary', '.services td'],
  logs: ['.log', '.panel'],
  requests: ['.panel'],
  doctor: ['.panel'],
  history: ['.history-map', '.world-panel'],
  segmentation: ['.time-panel'],
}

/** Dialogs that look alike on every machine. */
const drawn = new Set([
  'the palette',
  'the shortcuts',
  'the reset',
  'stopping',
  'adding',
  'adding from CSV',
  'deleting',
])
const pictured = dialogs.filter(({ name }) => drawn.has(name))

describe.skipIf(leftOut(chromium))('as it looked before', () => {
  const { address } = inject('fleet')
  let panel: ServedPanel
  let dashboard: Page
  let other = false

  beforeAll(async () => {
    // Lessons that other tests wrote into the home that all share.
    await rm(join(inject('fleet').home, 'lessons'), { recursive: true, force: true })
    panel = await openServedPanel(chromium)
    const { page, context, browser } = panel
    other = isOtherChromium(browser.version())
    if (other)
      process.stderr.write(`Skipped: the pictures are of another Chromium than ${browser.version()}.\n`)
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.evaluate(() => localStorage.setItem('realcave.dock', '{"open":false,"height":232}'))
    await page.reload()
    dashboard = await context.newPage()
    await dashboard.setViewportSize({ width: 1280, height: 720 })
    await dashboard.goto(address)
    await dashboard.getByText('6 of 6 answer').waitFor()
  })
  afterAll(async () => {
    await panel?.end()
  })

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    beforeAll(async () => {
      for (const page of [panel.page, dashboard])
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    })

    test.each(views)('%s', async (view) => {
      if (other) return
      const { page } = panel
      await openView(page, view)
      await page.mouse.move(1279, 719)
      expect(await compareWithBaseline(page, `${view}-${colorScheme}`, masks[view] ?? [])).toBe('')
    })

    test.each(pictured)('$name', async (dialog) => {
      if (other) return
      const { page } = panel
      await openView(page, dialog.view)
      await dialog.open(page)
      await page.locator(inFront).getByText(dialog.shows).first().waitFor(slow)
      // What it asks is read afresh; until then its verb cannot be pressed.
      await expect.poll(() => page.locator(inFront).locator('.button-danger:disabled').count()).toBe(0)
      const name = `${dialog.name.replaceAll(' ', '-')}-${colorScheme}`
      const difference = await compareWithBaseline(page, name, ['.shell'])
      await page.keyboard.press('Escape')
      await expect.poll(() => page.locator(inFront).count()).toBe(0)
      await page.keyboard.press('Escape')
      expect(difference).toBe('')
    })

    test('the dashboard', async () => {
      if (other) return
      await dashboard.getByRole('grid').getByText('cell B').waitFor()
      expect(await compareWithBaseline(dashboard, `dashboard-${colorScheme}`, ['.services-strip'])).toBe('')
    })
  })
})
