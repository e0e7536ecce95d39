import type { Page } from 'playwright-core'

/** How far the page could be scrolled sideways; a table in it may scroll within its own frame. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** How far a page that fills its window could be scrolled down: what scrolls are its parts. */
export const downwards = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)
