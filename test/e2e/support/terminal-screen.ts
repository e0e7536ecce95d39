import type { Page } from 'playwright-core'

/** What stands on the terminal's screen, blanks at the ends of its lines left out. */
export const terminalText = async (page: Page): Promise<string> => {
  const rows = await page.locator('.xterm-rows > div').allTextContents()
  return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd()).join('\n')
}

/** Python starts within seconds; on two busy cores its imports alone take up to ten. */
export const slow = { timeout: 30_000, interval: 100 } as const
