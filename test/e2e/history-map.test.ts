import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility'
import { editOutside } from './support/cave-client'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('the history map in the panel', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    await panel.go('History map')
  })
  afterAll(async () => {
    await panel?.end()
  })

  const cursor = () => panel.page.getByRole('slider', { name: 'Time cursor' })
  const cursorSays = () => cursor().getAttribute('aria-valuetext')
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await cursor().press(key)
  }
  const world = () => panel.page.getByRole('region', { name: 'The world at the time cursor' })
  const headline = () => world().getByRole('heading', { level: 2 }).innerText()
  /** Ids and values of the table at the cursor. */
  const rows = async (): Promise<string[]> => {
    const all = await world().getByRole('grid').getByRole('row').allInnerTexts()
    return all.slice(1).map((row) => row.split('\n').slice(0, 2).join(' '))
  }
  const mapBox = async () => {
    const box = await panel.page.locator('.history-map').boundingBox()
    if (box === null) throw new Error('There is no map.')
    return box
  }

  test('draws a lane for each annotation of the demo, and stands at now', async () => {
    await panel.page.getByText('2 lineages, 2 rows').waitFor()
    await expect.poll(cursorSays).toBe('now, 2 live rows')
    await expect.poll(rows).toEqual(['1 cell A', '2 cell B'])
  })

  test('an edit made anywhere splits the block: the old row stays, the new one follows', async () => {
    const { page } = panel
    await editOutside(1, 'pyramidal')
    await page.getByText('2 lineages, 3 rows').waitFor()
    await expect.poll(rows).toEqual(['2 cell B', '3 pyramidal'])
    // Under the pointer, the right end of the first lane is the new row, its left end the old one.
    const { x, y, width } = await mapBox()
    const hovered = () => page.locator('.history-card').innerText()
    await page.mouse.move(x + width - 45, y + 50)
    await expect.poll(hovered).toMatch(/^pyramidal[^]*edited from row 1, live now[^]*in no version/)
    await page.mouse.move(x + 210, y + 50)
    await expect.poll(hovered).toMatch(/^cell A[^]*added, superseded by row 3[^]*in v1/)
  })

  test('by keys the cursor steps from event to event, and the table follows', async () => {
    await press('ArrowLeft')
    await expect.poll(rows).toEqual(['2 cell B', '3 pyramidal'])
    expect(await headline()).toMatch(/^The world at .*reconstructed/)
    await press('PageUp')
    await expect.poll(headline).toMatch(/exactly version 1, frozen, read from its snapshot/)
    await expect.poll(rows).toEqual(['1 cell A', '2 cell B'])
    await expect.poll(() => world().innerText()).toContain('288230376151711745')
    await press('Home')
    await expect.poll(cursorSays).toMatch(/ live rows?$/)
    await press('End')
    await expect.poll(cursorSays).toBe('now, 2 live rows')
  })

  test('the table says what became of each row of a version since', async () => {
    await press('PageUp')
    const row = world().getByRole('row').filter({ hasText: 'cell A' })
    await expect.poll(() => row.innerText()).toContain('now pyramidal')
    await press('End')
  })

  test('by pointer the cursor drags along the axis, stands on a version, and comes back to now', async () => {
    const { page } = panel
    const { x, y, width } = await mapBox()
    const seen = new Set<string | null>()
    await page.mouse.move(x + width - 20, y + 12)
    await page.mouse.down()
    for (let at = x + width - 20; at > x + 180; at -= 6) {
      await page.mouse.move(at, y + 12)
      seen.add(await cursorSays())
    }
    expect([...seen].some((words) => words?.includes('version 1') === true)).toBe(true)
    await page.mouse.move(x + width - 2, y + 12, { steps: 20 })
    await page.mouse.up()
    await expect.poll(cursorSays).toBe('now, 2 live rows')
  })

  test('a click on a block opens the row beside the table, and Escape closes it', async () => {
    const { page } = panel
    const { x, y, width } = await mapBox()
    await page.mouse.click(x + width - 60, y + 50)
    const details = page.getByRole('complementary', { name: 'Row 3' })
    await expect.poll(() => details.innerText()).toContain('1 → 3')
    await expect.poll(() => details.innerText()).toContain('600, 100, 10')
    await page.keyboard.press('Escape')
    await expect.poll(() => details.count()).toBe(0)
    await press('End')
  })

  test('the wheel zooms with Ctrl, the keys too, and one button shows the whole again', async () => {
    const { page } = panel
    const fit = page.getByRole('button', { name: 'Show the whole time' })
    const { x, y, width } = await mapBox()
    await expect(fit.isDisabled()).resolves.toBe(true)
    await page.mouse.move(x + width / 2, y + 60)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -300)
    await page.keyboard.up('Control')
    await expect.poll(() => fit.isEnabled()).toBe(true)
    await fit.click()
    await expect.poll(() => fit.isDisabled()).toBe(true)
    await press('+', '+')
    await expect.poll(() => fit.isEnabled()).toBe(true)
    await press('0')
    await expect.poll(() => fit.isDisabled()).toBe(true)
  })

  test('a live_query does not show the edit: both answers stand side by side, and agree after the next version', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'Live table | live_query' }).click()
    const table = page.getByRole('table', { name: 'The live table beside a live_query' })
    const pairs = async () =>
      (await table.getByRole('row').allInnerTexts()).slice(1).map((row) => row.split('\n').join(' '))
    await expect.poll(pairs).toEqual(['3 pyramidal 1 cell A edited since', '2 cell B 2 cell B same'])
    await expect
      .poll(() => world().innerText())
      .toContain('client.materialize.live_query("my_cave_table", timestamp=at)')
    await expect(seriousFindings(page)).resolves.toEqual([])
    await page.getByRole('banner').getByRole('button', { name: 'Materialize' }).click()
    await expect.poll(pairs).toEqual(['3 pyramidal 3 pyramidal same', '2 cell B 2 cell B same'])
    await page.getByRole('button', { name: 'Rows', exact: true }).click()
  })

  test('the list tells every row in words', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'List', exact: true }).click()
    const list = page.getByRole('grid', { name: 'Every row, lane by lane' })
    await expect
      .poll(async () =>
        (await list.getByRole('row').allInnerTexts())
          .slice(1)
          .map((row) => row.split('\n').slice(0, 3).join(' ')),
      )
      .toEqual([
        '1 cell A added, superseded by row 3',
        '3 pyramidal edited from row 1, live now',
        '2 cell B added, live now',
      ])
    await expect(seriousFindings(page)).resolves.toEqual([])
    await list.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Row 1' }).waitFor()
    await expect.poll(headline).toMatch(/^The world at/)
    await expect(seriousFindings(page)).resolves.toEqual([])
    await page.getByRole('button', { name: 'Map', exact: true }).click()
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
