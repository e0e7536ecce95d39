import type { Page } from 'playwright-core'

/** Where the keyboard is. */
export interface Stop {
  /** header, nav, main, dock, or where else. */
  readonly part: string
  readonly name: string
  /** Whether one sees that it is here. */
  readonly marked: boolean
  /** What lies over it: a dock, a note. Empty where nothing does. */
  readonly coveredBy: string
}

/** Looks at the element that has the focus; null where none has. */
export const focusStop = async (page: Page): Promise<Stop | null> => {
  // A dialog turns the keyboard back at its ends, where it is for a moment.
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-base-ui-focus-guard') !== true)
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return null
    const parts = { dialog: '[role=dialog]', header: '.header', nav: '.nav', main: 'main', dock: '.dock' }
    const part = Object.entries(parts).find(([, selector]) => element.closest(selector) !== null)?.[0]
    const name =
      element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 60) ?? element.tagName

    // Its own outline; the ring of the field that it is in; the line that a divider draws after itself; the frame of the map.
    const xterm = element.closest('.xterm')
    const own = getComputedStyle(element)
    const outlined = own.outlineStyle !== 'none' && Number.parseFloat(own.outlineWidth) >= 2
    const field = element.closest('.search, .palette-field')
    const ringed = field !== null && getComputedStyle(field).boxShadow !== 'none'
    const line = getComputedStyle(element, '::after').backgroundColor
    const lined = element.matches('[role=separator]') && line !== 'rgba(0, 0, 0, 0)'
    const map = element.closest('.history-map')
    const framed = map !== null && getComputedStyle(map, '::after').boxShadow !== 'none'
    const marked = outlined || ringed || lined || framed || xterm !== null

    // A field without a size of its own stands for what it belongs to.
    const box = (xterm ?? element).getBoundingClientRect()
    const left = Math.max(box.left, 0)
    const top = Math.max(box.top, 0)
    const right = Math.min(box.right, innerWidth)
    const bottom = Math.min(box.bottom, innerHeight)
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const free = at !== null && ((xterm ?? element).contains(at) || at.contains(element))
    const coveredBy = right <= left || bottom <= top ? 'out of sight' : free ? '' : (at?.className ?? '?')
    return { part: part ?? 'elsewhere', name, marked, coveredBy }
  })
}

/** Tab from the top of the page until the keyboard leaves it, or is in the terminal, whose Tab is Python's. */
export const walk = async (page: Page, most: number): Promise<readonly Stop[]> => {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    // From the top, wherever the last click was.
    document.querySelector<HTMLElement>('.brand')?.focus()
  })
  const stops: Stop[] = []
  for (let count = 0; count < most; count += 1) {
    const stop = await focusStop(page)
    if (stop === null) return stops
    stops.push(stop)
    if (stop.name === 'Terminal input') return stops
    await page.keyboard.press('Tab')
  }
  throw new Error(
    `After ${most} presses of Tab the keyboard is still on its way: ${stops.at(-1)?.name ?? ''}`,
  )
}
