import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editOutside } from './support/cave-client'
import { leftOut, neededChromium } from './support/needed'
import { columnTexts } from './support/rows'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { slow, terminalText } from './support/terminal-screen'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('versions, the terminal and reset in the panel', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
  })
  afterAll(async () => {
    await panel?.end()
  })

  const timeline = () => panel.page.getByRole('list', { name: 'Timeline' }).getByRole('link')

  test('Materialize in the header makes a version, and Versions shows it', async () => {
    await panel.go('Versions')
    await expect.poll(() => timeline().count()).toBe(1)
    await editOutside(1, 'pyramidal')
    await panel.page.getByRole('banner').getByRole('button', { name: 'Materialize' }).click()
    await expect.poll(() => timeline().count()).toBe(2)
    await expect.poll(() => timeline().first().innerText()).toMatch(/v2[^]*Available/)
  })

  test('an earlier version is opened, and holds what it held', async () => {
    const { page } = panel
    await page.getByRole('link', { name: 'Open version 1' }).click()
    await page.getByRole('heading', { level: 2, name: 'Version 1' }).waitFor()
    await expect.poll(() => columnTexts(page, 'tag')).toEqual(['cell A', 'cell B'])
    await expect
      .poll(() => columnTexts(page, 'pt_root_id'))
      .toEqual(['288230376151711745', '288230376151711745'])
    await page.getByRole('link', { name: 'Open version 2' }).click()
    await expect.poll(() => columnTexts(page, 'tag')).toEqual(['cell B', 'pyramidal'])
  })

  test('two versions compared show the cell that changed, before and after', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'Compare' }).click()
    const differences = page.getByRole('table', { name: 'Differences' })
    const changed = differences.getByRole('row').filter({ hasText: 'Changed' })
    await expect.poll(() => changed.locator('del').allTextContents()).toEqual(['before cell A'])
    await expect.poll(() => changed.locator('ins').allTextContents()).toEqual(['after pyramidal'])
    await expect(changed.innerText()).resolves.toContain('1 → 3')
    await expect(page.getByRole('group', { name: 'Which rows' }).innerText()).resolves.toMatch(
      /0 added\s+0 removed\s+1 changed\s+1 unchanged/,
    )
  })

  test('a click on Run in the cheat-sheet runs the command in the terminal', async () => {
    const { page } = panel
    await expect.poll(() => terminalText(page), slow).toMatch('In [1]')
    await panel.go('Cheat-sheet')
    await page.getByRole('button', { name: 'Run in the terminal: client.chunkedgraph.get_root_id' }).click()
    await expect.poll(() => terminalText(page), slow).toMatch(/Out\[1\]: (np\.int64\()?288230376151711745/)
  })

  test('after a reload the terminal is the same session, with all that it had printed', async () => {
    const { page } = panel
    await page.getByRole('textbox', { name: 'Terminal input' }).focus()
    await page.keyboard.type('remembered = 6 * 7')
    await page.keyboard.press('Enter')
    await expect.poll(() => terminalText(page), slow).toMatch('In [3]')
    await page.reload()
    await expect.poll(() => terminalText(page), slow).toMatch('288230376151711745')
    await page.getByRole('textbox', { name: 'Terminal input' }).focus()
    await page.keyboard.type('remembered + 1')
    await page.keyboard.press('Enter')
    await expect.poll(() => terminalText(page), slow).toMatch(/Out\[3\]: 43/)
  })

  test('reset names what goes before anything goes; cancelled, nothing has', async () => {
    const { page } = panel
    await panel.go('Versions')
    await page.getByRole('banner').getByRole('button', { name: 'Reset' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reset the fleet' })
    await expect.poll(() => dialog.innerText()).toMatch(/my_cave_table[^]*Versions that go: 2\./)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => timeline().count()).toBe(2)
  })

  test('a clean reset brings version 1 back and restarts Python', async () => {
    const { page } = panel
    await page.getByRole('banner').getByRole('button', { name: 'Reset' }).click()
    await page.getByRole('button', { name: 'Reset everything' }).click()
    await expect.poll(() => timeline().count()).toBe(1)
    await expect.poll(() => timeline().first().innerText()).toMatch(/v1/)
    await expect.poll(() => page.getByRole('dialog', { name: 'Reset the fleet' }).count()).toBe(0)
    await panel.go('Annotations')
    await expect.poll(() => columnTexts(page, 'tag')).toEqual(['cell A', 'cell B'])
    await expect.poll(() => terminalText(page), slow).toMatch('In [1]')
    await expect(terminalText(page)).resolves.not.toContain('288230376151711745')
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
