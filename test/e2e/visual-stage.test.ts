import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leftOut, neededChromium } from './support/needed'
import { compareWithBaseline, isOtherChromium } from './support/picture'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { slow } from './support/terminal-screen'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('before an audience as it looked before', () => {
  let panel: ServedPanel
  let speaker: Page
  let other = false

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    const { page, context, browser } = panel
    other = isOtherChromium(browser.version())
    await page.setViewportSize({ width: 1280, height: 720 })
    // As a stage that is reloaded: in its window, not full screen.
    await page.evaluate(() => sessionStorage.setItem('realcave.stage', '{"lesson":"proof","step":1}'))
    await page.reload()
    await page.locator('.stage-told h1').waitFor()
    ;[speaker] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')])
    await speaker.setViewportSize({ width: 1080, height: 760 })
    await speaker.getByRole('heading', { level: 1, name: /^2/ }).waitFor()
    await speaker.getByText(/^Told/).waitFor(slow)
  })
  afterAll(async () => {
    await panel?.end()
  })

  const ask = async (): Promise<void> => {
    await speaker.getByRole('button', { name: 'Start over…' }).click()
    await expect.poll(() => speaker.locator('.button-danger:disabled').count(), slow).toBe(0)
    await speaker.getByText('No version goes.').waitFor()
  }

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    beforeAll(async () => {
      for (const page of [panel.page, speaker])
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    })

    test('the stage', async () => {
      if (other) return
      const { page } = panel
      await page.bringToFront()
      await page.locator('.stage-view .rows-row').getByText('cell B').waitFor()
      expect(await compareWithBaseline(page, `stage-${colorScheme}`, ['.stage-python'])).toBe('')
    })

    test('the speaker’s window', async () => {
      if (other) return
      await speaker.bringToFront()
      await speaker.mouse.move(1079, 400)
      expect(await compareWithBaseline(speaker, `speaker-${colorScheme}`, ['.speaker-clocks'])).toBe('')
    })

    test('its question before everything goes back', async () => {
      if (other) return
      await ask()
      await speaker.mouse.move(1079, 400)
      const difference = await compareWithBaseline(speaker, `starting-over-${colorScheme}`, [
        '.speaker-clocks',
      ])
      await speaker.keyboard.press('Escape')
      await expect.poll(() => speaker.getByRole('alertdialog').count()).toBe(0)
      expect(difference).toBe('')
    })
  })
})
