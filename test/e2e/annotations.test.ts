import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editOutside } from './support/cave-client'
import { leftOut, neededChromium } from './support/needed'
import { columnTexts, rowWith } from './support/rows'
import { openServedPanel, type ServedPanel } from './support/served-panel'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('annotations in the panel', () => {
  let panel: ServedPanel
  /** Set in the page when the story begins: a reload would lose it. */
  const stillTheSamePage = () => panel.page.evaluate(() => document.body.dataset['story'])

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    await panel.go('Annotations')
    await panel.page.evaluate(() => (document.body.dataset['story'] = 'begun'))
  })
  afterAll(async () => {
    await panel?.end()
  })
  const tags = () => columnTexts(panel.page, 'tag')
  // Named, because a toast is a dialog to assistive technology, too.
  const dialog = () => panel.page.getByRole('dialog', { name: /^(Add to|Edit row|Delete row)/ })

  test('the live table shows the two annotations of the demo', async () => {
    await expect.poll(() => tags()).toEqual(['cell A', 'cell B'])
  })

  test('an edited label arrives as a new row, which flashes; the page is not loaded again', async () => {
    const { page } = panel
    await rowWith(page, 'cell A').click()
    await page
      .getByRole('complementary', { name: 'Row 1' })
      .getByRole('button', { name: 'Edit', exact: true })
      .click()
    await dialog().getByLabel('tag').fill('pyramidal')
    await expect.poll(() => dialog().innerText()).toContain('client.annotation.update_annotation(')
    await dialog().getByRole('button', { name: 'Save as a new row' }).click()

    const row = rowWith(page, 'pyramidal')
    await row.waitFor()
    await expect(row.getAttribute('class')).resolves.toMatch(/rows-fresh/)
    await expect(row.getByRole('gridcell').first().innerText()).resolves.toBe('3')
    await expect.poll(() => rowWith(page, 'cell A').count()).toBe(0)
    await expect(stillTheSamePage()).resolves.toBe('begun')
  })

  test('the details now show the lineage, oldest first', async () => {
    const lineage = panel.page
      .getByRole('complementary', { name: 'Row 3' })
      .getByRole('list', { name: 'Lineage' })
    await expect
      .poll(async () =>
        (await lineage.getByRole('listitem').allInnerTexts()).map((text) => /^\d+/.exec(text)?.[0]),
      )
      .toEqual(['1', '3'])
  })

  test('an edit made outside, as caveclient does it, is seen within 2 s', async () => {
    const { page } = panel
    await editOutside(3, 'edited outside')
    await rowWith(page, 'edited outside').waitFor({ timeout: 2000 })
    await expect(rowWith(page, 'edited outside').getAttribute('class')).resolves.toMatch(/rows-fresh/)
    await expect(stillTheSamePage()).resolves.toBe('begun')
  })

  test('editing a row that is superseded says so, and edits the head of its lineage', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'All rows' }).click()
    await rowWith(page, 'cell A').click()
    await page
      .getByRole('complementary', { name: 'Row 1' })
      .getByRole('button', { name: 'Edit', exact: true })
      .click()
    await dialog().getByText('it edits row 4').waitFor()
    await dialog().getByLabel('tag').fill('interneuron')
    await dialog().getByRole('button', { name: 'Save as a new row' }).click()
    await rowWith(page, 'interneuron').waitFor()
    await page.getByRole('button', { name: 'Live rows' }).click()
    await expect.poll(() => tags()).toEqual(['cell B', 'interneuron'])
    await page.getByRole('button', { name: 'Close the details' }).click()
  })

  test('an edit made outside while a row is being edited: the dialog names the new head and keeps what was typed', async () => {
    const { page } = panel
    await rowWith(page, 'interneuron').click()
    await page
      .getByRole('complementary', { name: 'Row 5' })
      .getByRole('button', { name: 'Edit', exact: true })
      .click()
    await dialog().getByLabel('tag').fill('typed meanwhile')
    await editOutside(5, 'interneuron')
    await dialog().getByText('it edits row 6').waitFor()
    await expect(dialog().getByLabel('tag').inputValue()).resolves.toBe('typed meanwhile')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Close the details' }).click()
    await expect.poll(() => tags()).toEqual(['cell B', 'interneuron'])
  })

  test('a row is added; what cannot be an annotation is refused with a reason at its field', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'Add annotation' }).click()
    await dialog().getByLabel('tag').fill('naïve “cell” <b>Ω</b>')
    await dialog().getByRole('button', { name: 'Add annotation' }).click()
    await dialog()
      .getByText('This field is required.')
      .or(dialog().getByText('Three numbers are needed'))
      .first()
      .waitFor()
    for (const [axis, value] of [
      ['x', '700'],
      ['y', '120'],
      ['z', '12'],
    ] as const)
      await dialog().getByLabel(`pt_position ${axis}`).fill(value)
    await dialog().getByRole('button', { name: 'Add annotation' }).click()
    await rowWith(page, 'naïve “cell” <b>Ω</b>').waitFor()
    await expect.poll(() => dialog().count()).toBe(0)
  })

  test('rows are sorted by a click on a column, and back in their own order with the third', async () => {
    const { page } = panel
    const heading = page.getByRole('columnheader', { name: 'tag' })
    await heading.getByRole('button').click()
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('ascending')
    await expect.poll(() => tags()).toEqual(['cell B', 'interneuron', 'naïve “cell” <b>Ω</b>'])
    await heading.getByRole('button').click()
    await expect.poll(() => tags()).toEqual(['naïve “cell” <b>Ω</b>', 'interneuron', 'cell B'])
    await heading.getByRole('button').click()
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('none')
  })

  test('rows are filtered as it is typed', async () => {
    const { page } = panel
    const value = page.getByRole('textbox', { name: 'Value to filter by' })
    await value.fill('neuron')
    await expect.poll(() => tags()).toEqual(['interneuron'])
    await value.fill('nobody')
    await page.getByText('No row matches').waitFor()
    await value.fill('')
    await expect.poll(() => tags()).toHaveLength(3)
  })

  test('the keyboard alone opens a row, and deletes one', async () => {
    const { page } = panel
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const details = page.getByRole('complementary', { name: /^Row / })
    await expect.poll(() => details.getByRole('heading', { level: 2 }).innerText()).toBe('Row 6')
    await page.keyboard.press('Escape')
    await expect.poll(() => details.count()).toBe(0)

    await page.getByRole('grid').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Delete')
    await dialog().getByText('Delete row 7?').waitFor()
    await dialog().getByRole('button', { name: 'Delete the row' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => tags()).toEqual(['cell B', 'interneuron'])
    await expect.poll(() => dialog().count()).toBe(0)
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
