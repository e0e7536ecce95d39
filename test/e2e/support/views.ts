import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { viewNames, type ViewName } from '../../../src/renderer/views/route'

/** Every view: one that is new is looked at by every test that goes through this list. */
export const views: readonly ViewName[] = viewNames

/** Opens a view by its address, and waits until it is drawn and has read what it shows. */
export const openView = async (page: Page, view: ViewName): Promise<void> => {
  await page.evaluate((view) => (location.hash = `#/${view}`), view)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('main [aria-busy=true], main .skeleton').count()).toBe(0)
}
