import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialogs, inFront } from './support/dialogs'
import { focusStop, walk } from './support/focus'
import { leftOut, neededChromium } from './support/needed'
import { columnTexts } from './support/rows'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { slow, terminalText } from './support/terminal-screen'
import { openView, views } from './support/views'

const chromium = neededChromium()
/** More than any view has to stop at. */
const most = 220
const order = ['header', 'nav', 'main', 'dock']

describe.skipIf(leftOut(chromium))('by keyboard alone', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    await panel.page.emulateMedia({ reducedMotion: 'reduce' })
    await panel.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  })
  afterAll(async () => {
    await panel?.end()
  })

  const hash = (): Promise<string> => panel.page.evaluate(() => location.hash)
  const noDialog = async (): Promise<void> => {
    await expect.poll(() => panel.page.locator(inFront).count()).toBe(0)
  }
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.press(key)
  }
  /** From wherever the keyboard is, out of the terminal and of fields, to the view. */
  const toView = async (): Promise<void> => {
    await panel.page.evaluate(() => document.querySelector('main')?.focus())
  }
  const choose = async (search: string): Promise<void> => {
    await press('Control+k')
    await panel.page.getByRole('combobox', { name: 'Commands' }).waitFor()
    await panel.page.keyboard.type(search)
    // What has just come into being is refused until the panel has read of it.
    await panel.page.getByRole('option', { disabled: false }).first().waitFor()
    await press('Enter')
    await expect.poll(() => panel.page.getByRole('combobox', { name: 'Commands' }).count()).toBe(0)
  }

  test('the terminal is there', async () => {
    await expect.poll(() => terminalText(panel.page), slow).toMatch('In [1]')
  })

  test.each(views)(
    '%s: Tab goes from part to part, each stop is seen, and the end is reached',
    async (view) => {
      await openView(panel.page, view)
      const stops = await walk(panel.page, most)
      const parts = stops.map(({ part }) => order.indexOf(part))
      expect(parts).toEqual([...parts].sort((one, other) => one - other))
      expect(new Set(stops.map(({ part }) => part))).toEqual(new Set(order))
      expect(stops.filter(({ marked }) => !marked)).toEqual([])
      expect(stops.filter(({ coveredBy }) => coveredBy !== '')).toEqual([])
      expect(stops.at(-1)?.name).toBe('Terminal input')
      await press('F6')
      expect((await focusStop(panel.page))?.name).not.toBe('Terminal input')
    },
  )

  test.each(dialogs)('$name: Tab stays inside, Escape leaves, and the keyboard is back', async (dialog) => {
    const { page } = panel
    await openView(page, dialog.view)
    await dialog.open(page)
    await page.getByRole('dialog').getByText(dialog.shows).first().waitFor(slow)
    await expect.poll(async () => (await focusStop(page))?.part).toBe('dialog')
    const seen = new Set<string>()
    for (let count = 0; count < 60; count += 1) {
      const stop = await focusStop(page)
      expect(stop?.part).toBe('dialog')
      const { name = '', marked = false } = stop ?? {}
      if (seen.has(name) && count > seen.size) break
      seen.add(name)
      expect([name, marked]).toEqual([name, true])
      await press('Tab')
    }
    expect(seen.size).toBeGreaterThan(0)
    await press('Escape')
    await noDialog()
    expect((await focusStop(page))?.part).toMatch(/^(header|main)$/)
    await press('Escape')
  })

  test('views are gone to by two keys and by name', async () => {
    await toView()
    await press('g', 'l')
    await expect.poll(hash).toBe('#/logs')
    await choose('logs of mat-worker')
    await expect.poll(hash).toBe('#/logs/mat-worker')
    await choose('annotation 1')
    await panel.page.getByRole('complementary', { name: 'Row 1' }).waitFor()
    await press('Escape')
    await expect.poll(() => panel.page.getByRole('complementary', { name: 'Row 1' }).count()).toBe(0)
  })

  test('a row is added', async () => {
    const { page } = panel
    await toView()
    await choose('add annotation')
    const adding = page.getByRole('dialog', { name: 'Add to my_cave_table' })
    await adding.waitFor()
    // The point's three numbers, then the tag, in the order of the columns.
    for (const field of ['pt_position x', 'pt_position y', 'pt_position z']) {
      await adding.getByLabel(field).focus()
      await page.keyboard.type('100')
    }
    await adding.getByLabel('tag').focus()
    await page.keyboard.type('by keys')
    await press('Enter')
    await noDialog()
    await expect.poll(() => columnTexts(page, 'tag')).toContain('by keys')
  })

  test('a row is opened by its id, edited and deleted', async () => {
    const { page } = panel
    await toView()
    await choose('annotation 2')
    const details = page.getByRole('complementary', { name: /^Row / })
    await details.getByRole('list', { name: 'Lineage' }).waitFor()
    const editing = page.getByRole('dialog', { name: /^Edit row/ })
    await details.getByRole('button', { name: 'Edit', exact: true }).press('Enter')
    await editing.getByLabel('tag').focus()
    await press('Control+a')
    await page.keyboard.type('edited by keys')
    await press('Enter')
    await noDialog()
    await expect.poll(() => columnTexts(page, 'tag')).toContain('edited by keys')
    await details.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
    const deleting = page.getByRole('dialog', { name: /^Delete row/ })
    await deleting.getByRole('button', { name: 'Delete the row' }).press('Enter')
    await noDialog()
    await expect.poll(() => columnTexts(page, 'tag')).not.toContain('edited by keys')
    await press('Escape')
  })

  test('a version is made, its stages and its end are announced, and it is opened by number', async () => {
    const { page } = panel
    await toView()
    await choose('materialize')
    await page.getByRole('status', { name: /ateriali/ }).waitFor()
    await page.getByText('Version 2 is there').first().waitFor(slow)
    await choose('version 2')
    await expect.poll(hash).toBe('#/versions/2')
    await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor()
  })

  test('the history map is walked from event to event', async () => {
    await toView()
    await press('g', 'h')
    const cursor = panel.page.getByRole('slider', { name: 'Time cursor' })
    await cursor.waitFor()
    await cursor.focus()
    const before = await cursor.getAttribute('aria-valuetext')
    await press('ArrowLeft', 'ArrowLeft')
    await expect.poll(() => cursor.getAttribute('aria-valuetext')).not.toBe(before)
  })

  test('the place on the picture of the segmentation is moved', async () => {
    await toView()
    await press('g', 'g')
    const picture = panel.page.getByRole('application')
    await picture.waitFor()
    await picture.focus()
    const told = () => panel.page.getByRole('main').innerText()
    const before = await told()
    await press('ArrowRight', 'ArrowRight', 'ArrowDown')
    await expect.poll(told).not.toBe(before)
  })

  test('the terminal is entered, takes every key, and is left', async () => {
    const { page } = panel
    await toView()
    await press('g', 't')
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toMatch('xterm')
    await page.keyboard.type('print("g" + "l?")')
    await press('Enter')
    await expect.poll(() => terminalText(page), slow).toMatch(/^gl\?$/m)
    await page.keyboard.type('print("gone")')
    // Python's own: away with the line from here on. The palette stays where it is.
    await press('Home', 'Control+k')
    expect(await page.getByRole('combobox', { name: 'Commands' }).count()).toBe(0)
    await page.keyboard.type('print("sta" + "yed")')
    await press('Enter')
    await expect.poll(() => terminalText(page), slow).toMatch(/^stayed$/m)
    await press('F6')
    await expect.poll(async () => (await focusStop(page))?.part).toBe('dock')
    await press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await press('Escape')
    await noDialog()
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
