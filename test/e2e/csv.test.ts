import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility'
import { leftOut, neededChromium } from './support/needed'
import { columnTexts, rowWith } from './support/rows'
import { openServedPanel, type ServedPanel } from './support/served-panel'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('rows out of the panel and in again, as CSV', () => {
  let panel: ServedPanel
  let saved = ''

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    await panel.go('Annotations')
  })
  afterAll(async () => {
    await panel?.end()
  })
  const dialog = () => panel.page.getByRole('dialog', { name: /CSV$/ })

  test('all rows that are shown are saved, and the panel tells where', async () => {
    const { page } = panel
    await rowWith(page, 'cell B').waitFor()
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    await dialog().getByText('2 rows, filtered and sorted').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Save as CSV' }).click()
    const path = dialog().getByText(/\.csv$/)
    await path.waitFor()
    saved = await readFile(await path.innerText(), 'utf8')
    expect(saved.split('\r\n')[0]).toContain('"tag"')
    expect(saved).toMatch(/"cell A",.*\r\n.*"cell B",/)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog().count()).toBe(0)
  })

  test('the file comes back as new rows, after a look at what would be added', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'Add from CSV' }).click()
    await dialog().getByText('It needs the columns').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const content = saved
      .replace('"cell A"', '"\'=cell A"')
      .replace('"cell B"', '"two\r\nlines <b>日本</b>"')
      .concat('\r\nnot,enough,cells\r\n')
    await dialog()
      .getByLabel('CSV file')
      .setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
    await dialog().getByText('2 rows to add').waitFor()
    await dialog()
      .getByText(/^It has 3 cells/)
      .waitFor()
    expect(await seriousFindings(page)).toEqual([])
    // Not by its role: the table is hidden from assistive technology behind the dialog.
    await expect(page.locator('[role=grid] [role=row]').count()).resolves.toBe(3)
    await dialog().getByRole('button', { name: 'Add 2 rows, leave out 1' }).click()
    await dialog().getByText('2 rows added.').waitFor()
    await dialog().getByText('3 to 4').waitFor()
    await page.keyboard.press('Escape')
    await rowWith(page, '=cell A').waitFor()
    await rowWith(page, '<b>日本</b>').waitFor()
    await expect.poll(async () => (await columnTexts(page, 'id')).length).toBe(4)
    expect(await columnTexts(page, 'pt_position')).toEqual([
      '600, 100, 10',
      '900, 100, 10',
      '600, 100, 10',
      '900, 100, 10',
    ])
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
