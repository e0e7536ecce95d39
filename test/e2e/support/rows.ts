import type { Locator, Page } from 'playwright-core'

/** What stands in one column of the grid on screen, from top to bottom. */
export const columnTexts = async (page: Page, column: string): Promise<string[]> => {
  const grid = page.getByRole('grid')
  const headings = await grid.getByRole('columnheader').allInnerTexts()
  const place = headings.findIndex((heading) => heading.trim() === column)
  return grid
    .getByRole('row')
    .evaluateAll(
      (rows, place) =>
        rows
          .map((row) => row.querySelectorAll('[role=gridcell]')[place]?.textContent.trim())
          .filter((text) => text !== undefined),
      place,
    )
}

export const rowWith = (page: Page, text: string): Locator =>
  page.getByRole('grid').getByRole('row').filter({ hasText: text })
