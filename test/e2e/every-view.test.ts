import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ViewName } from '../../src/renderer/views/route'
import { seriousFindings } from './support/accessibility'
import { editOutside } from './support/cave-client'
import { dialogs, inFront } from './support/dialogs'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { downwards, sideways } from './support/sideways'
import { slow, terminalText } from './support/terminal-screen'
import { overflowing, spaceText } from './support/text-spacing'
import { openView, views } from './support/views'

const chromium = neededChromium()

/** Whether a click in the middle of the element would reach it. */
const reachable = async (page: Page, role: 'button' | 'link', name: string | RegExp): Promise<boolean> => {
  const element = page.getByRole(role, { name }).first()
  await element.scrollIntoViewIfNeeded()
  return element.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && element.contains(hit)
  })
}

describe.skipIf(leftOut(chromium))('every view', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    await editOutside(1, 'pyramidal')
  })
  afterAll(async () => {
    await panel?.end()
  })

  test('has the terminal below it', async () => {
    await expect.poll(() => terminalText(panel.page), slow).toMatch('In [1]')
  })

  const open = (view: ViewName): Promise<void> => openView(panel.page, view)

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    beforeAll(async () => {
      await panel.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    })

    test('is drawn in that scheme', async () => {
      await expect
        .poll(() => panel.page.evaluate(() => document.documentElement.dataset['theme']))
        .toBe(colorScheme)
    })

    test.each(views)('%s has no serious finding of axe', async (view) => {
      await open(view)
      await expect(seriousFindings(panel.page)).resolves.toEqual([])
    })

    test('the details of a row have none', async () => {
      const { page } = panel
      await open('annotations')
      await page.getByRole('grid').getByRole('row').nth(1).click()
      const details = page.getByRole('complementary', { name: /^Row / })
      await details.getByRole('list', { name: 'Lineage' }).waitFor()
      await expect(seriousFindings(page)).resolves.toEqual([])
      await page.keyboard.press('Escape')
    })

    test.each(dialogs)('$name has none', async (dialog) => {
      const { page } = panel
      await open(dialog.view)
      await dialog.open(page)
      try {
        await page.getByRole('dialog').getByText(dialog.shows).first().waitFor(slow)
        await expect(seriousFindings(page)).resolves.toEqual([])
      } finally {
        // Whatever was found: the next one is opened from a panel with nothing in front.
        await page.keyboard.press('Escape')
        await expect.poll(() => page.locator(inFront).count()).toBe(0)
        await page.keyboard.press('Escape')
      }
    })
  })

  describe('a dialog of Doctor or Services', () => {
    const inside = (): Promise<boolean> =>
      panel.page.evaluate(
        () => document.activeElement !== null && document.activeElement.closest('[role=dialog]') !== null,
      )
    const ask = async (view: ViewName, button: string): Promise<void> => {
      await open(view)
      await panel.page.getByRole('button', { name: button }).focus()
      await panel.page.keyboard.press('Enter')
      await panel.page.getByRole('dialog', { name: button }).waitFor()
    }
    const leaves = async (button: string): Promise<void> => {
      await panel.page.keyboard.press('Escape')
      await expect.poll(() => panel.page.getByRole('dialog').count()).toBe(0)
      await expect.poll(() => panel.page.evaluate(() => document.activeElement?.textContent)).toBe(button)
    }

    test('looks through a bundle and saves it by keyboard alone, with no finding of axe', async () => {
      const { page } = panel
      await ask('doctor', 'Diagnostics bundle')
      await page.getByRole('button', { name: /^machine\.json/ }).waitFor(slow)
      await page.getByRole('button', { name: /^status\.json/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Content of status.json' }).getByText('"phase"').waitFor()
      await expect(seriousFindings(page)).resolves.toEqual([])
      await page.getByRole('button', { name: 'Save the bundle' }).focus()
      await page.keyboard.press('Enter')
      await page.getByText('The bundle is saved.').waitFor()
      await expect.poll(inside).toBe(true)
      await expect(seriousFindings(page)).resolves.toEqual([])
      await leaves('Diagnostics bundle')
    })

    test('shows port and project, and leaves them alone at Escape', async () => {
      const { page } = panel
      await ask('services', 'Port and project')
      await page.getByLabel('Port on 127.0.0.1').waitFor()
      await expect.poll(inside).toBe(true)
      await expect(seriousFindings(page)).resolves.toEqual([])
      await leaves('Port and project')
    })
  })

  test.each(views)('%s fits 1280 x 720 without scrolling sideways', async (view) => {
    await panel.page.setViewportSize({ width: 1280, height: 720 })
    await open(view)
    await expect.poll(() => sideways(panel.page)).toBeLessThanOrEqual(0)
    await expect.poll(() => downwards(panel.page)).toBeLessThanOrEqual(0)
  })

  test.each([1280, 1440])('the header of a window of %i pixels cuts nothing off', async (width) => {
    const { page } = panel
    await page.setViewportSize({ width, height: 720 })
    await open('services')
    const cutOff = () =>
      page
        .locator('.header .pill')
        .evaluateAll((pills) =>
          pills.filter((pill) => pill.scrollWidth > pill.clientWidth + 1).map((pill) => pill.textContent),
        )
    await expect.poll(cutOff).toEqual([])
  })

  // Zoomed to 200 %, a window of 1280 x 720 has as many CSS pixels as one of 640 x 360.
  test.each(views)('%s at 200 percent keeps its main actions within reach', async (view) => {
    const { page } = panel
    await page.setViewportSize({ width: 640, height: 360 })
    await open(view)
    await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0)
    for (const name of ['Materialize', /Reset/, 'Get demo-ready'])
      await expect(reachable(page, 'button', name)).resolves.toBe(true)
    for (const name of ['Services', 'Annotations', 'Versions', 'Segmentation', 'Cheat-sheet'])
      await expect(reachable(page, 'link', name)).resolves.toBe(true)
  })

  // Zoomed to 400 %, a window of 1280 x 1024 has as many CSS pixels as one of 320 x 256: WCAG 1.4.10.
  test.each(views)('%s at 400 percent scrolls in one direction alone', async (view) => {
    const { page } = panel
    await page.setViewportSize({ width: 320, height: 256 })
    await open(view)
    await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0)
    for (const name of ['Commands', 'Materialize', /Reset/, 'Get demo-ready'])
      await expect(reachable(page, 'button', name)).resolves.toBe(true)
    await expect(reachable(page, 'link', 'Lessons')).resolves.toBe(true)
  })

  // WCAG 1.4.12.
  test.each(views)('%s loses no word where a reader spaces its text', async (view) => {
    const { page } = panel
    await page.setViewportSize({ width: 1280, height: 720 })
    await open(view)
    const before = await overflowing(page)
    const undo = await spaceText(page)
    const after = await overflowing(page)
    await undo()
    expect(after.filter((text) => !before.includes(text))).toEqual([])
    await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0)
  })

  test('at 200 percent an annotation can still be added', async () => {
    const { page } = panel
    await page.setViewportSize({ width: 640, height: 360 })
    await open('annotations')
    await page.getByRole('button', { name: 'Add annotation' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add to my_cave_table' })
    await dialog.getByLabel('tag').fill('added at 200 percent')
    for (const axis of ['x', 'y', 'z']) await dialog.getByLabel(`pt_position ${axis}`).fill('100')
    await dialog.getByRole('button', { name: 'Add annotation' }).click()
    await expect.poll(() => dialog.count()).toBe(0)
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
