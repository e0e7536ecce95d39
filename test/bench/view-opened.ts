import type { Page } from 'playwright-core'

export interface Opening {
  /** The text of its link in the navigation. */
  readonly link: string
  /** Selectors: the view is there when each has something. */
  readonly shows: readonly string[]
  /** Before the click, in a page that has not read anything for the view yet. */
  readonly atRest?: (page: Page) => Promise<void>
}

/** Milliseconds from the click on a view's link to the frame in which it is painted. */
export const viewOpened = async (page: Page, origin: string, opening: Opening): Promise<number> => {
  await page.goto(`${origin}/#/services`)
  await page.reload()
  await page.getByText('AnnotationEngine').first().waitFor()
  await opening.atRest?.(page)
  return page.evaluate(
    ({ text, shows }) =>
      new Promise<number>((resolve, reject) => {
        const link = [...document.querySelectorAll('nav a')].find((each) => each.textContent.includes(text))
        if (!(link instanceof HTMLElement)) return reject(new Error(`There is no link to ${text}.`))
        const before = performance.now()
        new MutationObserver((_changes, observer) => {
          if (shows.some((selector) => document.querySelector(selector) === null)) return
          observer.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - before))
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
        link.click()
      }),
    { text: opening.link, shows: opening.shows },
  )
}
