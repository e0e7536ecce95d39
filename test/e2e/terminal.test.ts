import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { slow, terminalText } from './support/terminal-screen'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('the terminal in the panel', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
  })
  afterAll(async () => {
    await panel?.end()
  })

  const keys = (): Locator => panel.page.getByRole('textbox', { name: 'Terminal input' })
  const type = async (text: string): Promise<void> => {
    await keys().focus()
    await panel.page.keyboard.insertText(text)
    await panel.page.keyboard.press('Enter')
  }
  const shows = async (text: string | RegExp): Promise<string> => {
    await expect.poll(() => terminalText(panel.page), slow).toMatch(text)
    return terminalText(panel.page)
  }

  test('gives wide characters the room that Python’s prompt gives them', async () => {
    await shows('In [1]:')
    await type('print("|漢字|"); print("|🧠🧠|"); print("|e\u0301n\u0303~~|")')
    await shows(/\|漢字\|\n\|🧠🧠\|\n/)
    const { page } = panel
    const ends = await page.locator('.xterm-rows > div').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const text = row.textContent ?? ''
        if (!/^\|(漢字|🧠🧠|e\u0301n\u0303~~)\|/.test(text)) return []
        // The place of the second bar.
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
        let last = 0
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = (node.textContent ?? '').lastIndexOf('|')
          if (at === -1) continue
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          last = range.getBoundingClientRect().left
        }
        return [Math.round(last)]
      }),
    )
    expect(ends).toHaveLength(3)
    for (const end of ends) expect(Math.abs(end - (ends[0] ?? 0))).toBeLessThanOrEqual(2)
  })

  test('keeps the newest 5,000 lines of a long output, through every change of its size', async () => {
    const { page } = panel
    await type('for number in range(30_000): print("line", number)')
    for (const width of [1000, 1280, 900, 1280]) await page.setViewportSize({ width, height: 720 })
    await shows(/line 29999\n+In \[\d\]:/)
    await page.locator('.xterm-screen').hover()
    await page.mouse.wheel(0, -100)
    await page.locator('.xterm .scrollbar.vertical .slider').hover()
    await page.mouse.down()
    await page.mouse.move(1270, 0, { steps: 10 })
    await page.mouse.up()
    expect(await shows(/^line 2[45]\d{3}\n/)).not.toContain('line 29999')
    await type('print("still", "here")')
    await shows('still here')
  })

  test('takes Ctrl-C in an endless flood at once', async () => {
    await type('while True: print("again and again")')
    await shows('again and again')
    await keys().press('Control+c')
    expect(await shows(/KeyboardInterrupt[\s\S]*In \[5\]:/)).toMatch(/In \[5\]:$/)
  })

  test('says how a session ended, and starts the next by the keyboard alone', async () => {
    const { page } = panel
    await type('exit()')
    await page.getByText('The session has ended.').waitFor()
    const again = page.getByRole('button', { name: 'Start again' })
    await expect.poll(() => again.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await shows('In [1]:')
    await expect.poll(() => keys().evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.insertText('import os; os._exit(3)')
    await page.keyboard.press('Enter')
    await page.getByText('Python has ended unexpectedly (status 3).').waitFor()
  })

  test('answers from the new version after Materialize, and says so', async () => {
    const { page } = panel
    await page.getByRole('button', { name: 'Start again' }).click()
    // The Python that has ended stood at its first prompt, too.
    await expect.poll(() => terminalText(page), slow).not.toContain('os._exit')
    await shows('In [1]:')
    await type('int(client.materialize.version)')
    await shows('Out[1]: 1')
    await page.getByRole('banner').getByRole('button', { name: 'Materialize' }).click()
    await page.getByText('Version 2 is there').waitFor()
    // The news is on its way to Python while the toast is read: a command that overtakes it still answers from the version before.
    const asked = async (): Promise<string> => {
      await type('int(client.materialize.version)')
      return terminalText(panel.page)
    }
    await expect
      .poll(asked, { ...slow, interval: 500 })
      .toMatch(/# version 2 is there: client\.materialize answers from it now[^]*Out\[\d+\]: 2/)
  })
})
