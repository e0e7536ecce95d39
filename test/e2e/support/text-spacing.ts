import type { Page } from 'playwright-core'

/** The spaces of WCAG 1.4.12, in a constructed sheet, which the page's policy lets be. The function that it answers takes them away. */
export const spaceText = async (page: Page): Promise<() => Promise<void>> => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }
      .xterm * { letter-spacing: normal !important; word-spacing: normal !important; line-height: normal !important }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  return () =>
    page.evaluate(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
    })
}

/** Controls, headings and labels of which some is cut off. What ends in an ellipsis tells the rest in a hint. */
export const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, h1, h2, h3, label, dt, th')]
      .filter((element) => element.closest('.xterm, .visually-hidden') === null && element.checkVisibility())
      .filter((element) => {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
        if (textOverflow === 'ellipsis') return false
        const cutX = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
        const cutY = overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1
        return cutX || cutY
      })
      .map((element) => element.textContent?.trim() ?? ''),
  )
