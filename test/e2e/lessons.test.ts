import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { seriousFindings } from './support/accessibility'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { downwards, sideways } from './support/sideways'
import { slow, terminalText } from './support/terminal-screen'

const chromium = neededChromium()

const mine = (second: string): string => `id: mine
title: A lesson of mine
about: For this test alone
steps:
  - title: Counts
    say: A **number** is remembered.
    run:
      - answer = 6 * 7
      - print("the answer is", answer)
    expect:
      - that: It is remembered
        check: answer == 42
  - title: Waits
    run:
      - import time
      - ${second}
    expect:
      - that: It went through
        check: answer == 42
`

describe.skipIf(leftOut(chromium))('lessons in the panel', () => {
  let panel: ServedPanel
  let file: string

  beforeAll(async () => {
    file = join(inject('fleet').home, 'lessons', 'mine.yaml')
    panel = await openServedPanel(chromium)
    await panel.go('Lessons')
  })
  afterAll(async () => {
    await panel?.end()
  })

  const button = (name: string | RegExp) => panel.page.getByRole('main').getByRole('button', { name })
  const open = async (title: string): Promise<void> => {
    await panel.page.evaluate(() => (location.hash = '#/lessons'))
    await panel.page.getByRole('link', { name: title }).click()
    await panel.page.getByRole('heading', { level: 1, name: title }).waitFor()
  }
  const states = async (): Promise<string[]> => {
    const labels = await button(/^Step \d/).evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''))
    return labels.map((label) => label.split(', ').at(-1) ?? '')
  }

  test('the proof is run step by step, by keys: typed in the terminal, each check with its verdict', async () => {
    const { page } = panel
    await open('The proof, in five parts')
    await button('Run this step').focus()
    await page.keyboard.press('Enter')
    await expect.poll(states, slow).toEqual(['passed', 'not run', 'not run', 'not run', 'not run'])
    await page.getByText('Passed: all 3 checks hold.').waitFor()
    await expect.poll(() => terminalText(page), slow).toContain('In [3]')
    await button('Next step').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: '2. The annotation table' }).waitFor()
    await page
      .getByRole('region', { name: 'Beside it' })
      .getByRole('heading', { name: 'Annotations' })
      .waitFor()
    await button('At once').click()
    await button('Run from here to the end').click()
    await expect.poll(states, slow).toEqual(Array.from({ length: 5 }, () => 'passed'))
  })

  test.each(['light', 'dark'] as const)(
    'in %s a lesson has no serious finding of axe',
    async (colorScheme) => {
      await panel.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await button(/^Step 1/).click()
      await panel.page.getByRole('region', { name: 'Beside it' }).waitFor()
      await expect(seriousFindings(panel.page)).resolves.toEqual([])
    },
  )

  test('a lesson fits a projector of 1280 x 720 and a zoom of 200 percent without scrolling sideways', async () => {
    const { page } = panel
    for (const size of [
      { width: 1280, height: 720 },
      { width: 640, height: 360 },
    ]) {
      await page.setViewportSize(size)
      await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0)
      await expect.poll(() => downwards(page)).toBeLessThanOrEqual(0)
      await button('Run the lesson').scrollIntoViewIfNeeded()
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('an own lesson is there as it is saved; a mistake is told with its place; corrected, it runs', async () => {
    const { page } = panel
    await page.evaluate(() => (location.hash = '#/lessons'))
    await writeFile(file, mine('time.sleep(600)').replace('about:', 'abuot:'))
    await page.getByText('line 3, column 1: "abuot" is not known here').waitFor()
    await writeFile(file, mine('time.sleep(600)'))
    await open('A lesson of mine')
    await page.locator('.narration strong', { hasText: 'number' }).waitFor()
    await button('At once').click()
    await button('Run this step').click()
    await page.getByText('Passed: its check holds.').waitFor(slow)
    await expect.poll(() => terminalText(page), slow).toContain('the answer is 42')
  })

  test('a command that never ends is stopped, and the terminal takes the next; the file changed meanwhile runs anew', async () => {
    const { page } = panel
    await button('Next step').click()
    await button('Run this step').click()
    await page.locator('.act-running', { hasText: 'time.sleep(600)' }).waitFor(slow)
    // Before it is typed, stopping takes it back, and nothing is interrupted.
    await expect.poll(() => terminalText(page), slow).toContain('time.sleep(600)')
    await button('Stop').click()
    await expect.poll(() => terminalText(page), slow).toContain('KeyboardInterrupt')
    await button('Run this step').waitFor(slow)
    await writeFile(file, mine('time.sleep(0)'))
    await page.getByText('time.sleep(0)', { exact: true }).waitFor()
    await button('Run this step').click()
    await expect.poll(states, slow).toEqual(['passed', 'passed'])
  })

  test('restarting Python forgets what was run: its names are gone', async () => {
    await panel.page.getByRole('button', { name: 'Restart Python' }).click()
    await expect.poll(states, slow).toEqual(['not run', 'not run'])
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
