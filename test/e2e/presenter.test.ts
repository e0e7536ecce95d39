import { mkdir, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { seriousFindings } from './support/accessibility'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { downwards, sideways } from './support/sideways'
import { slow, terminalText } from './support/terminal-screen'

const chromium = neededChromium()

const failing = `id: failing
title: Something goes wrong
about: For this test alone
steps:
  - title: It raises
    say: This is what we say.
    run:
      - open("/no/such/place/secret.txt")
    notes: Nothing to worry about.
  - title: It stands alone
    run:
      - print("on we go")
`

describe.skipIf(leftOut(chromium))('presenter mode in a browser', () => {
  const { home } = inject('fleet')
  let panel: ServedPanel
  let stage: Page

  beforeAll(async () => {
    await mkdir(join(home, 'lessons'), { recursive: true })
    await writeFile(join(home, 'lessons', 'failing.yaml'), failing)
    panel = await openServedPanel(chromium)
    stage = panel.page
    await stage.setViewportSize({ width: 1280, height: 720 })
  })
  afterAll(async () => {
    // The home is everybody's.
    await rm(join(home, 'lessons', 'failing.yaml'), { force: true })
    await panel?.end()
  })

  const title = async (): Promise<string> => (await stage.locator('.stage-told h1').allInnerTexts()).join('')
  const onStage = (): Promise<number> => stage.getByRole('main', { name: 'Stage' }).count()
  const present = async (lesson: string): Promise<void> => {
    await stage.evaluate((key) => (location.hash = `#/lessons/${encodeURIComponent(key)}`), lesson)
    await stage.getByRole('button', { name: 'Present' }).waitFor()
    await stage.keyboard.press('F5')
    await stage.locator('.stage-told h1').waitFor()
  }
  const openSpeaker = async (): Promise<Page> => {
    const [speaker] = await Promise.all([panel.context.waitForEvent('page'), stage.keyboard.press('s')])
    await speaker.getByRole('main', { name: 'Speaker' }).waitFor()
    return speaker
  }
  const held = (): Promise<string> => stage.locator('.stage-held').innerText()

  test('one key takes the lesson on stage, full screen, and nothing of the panel is there', async () => {
    await present('proof')
    await expect(stage.evaluate(() => document.fullscreenElement !== null)).resolves.toBe(true)
    await expect(stage.getByRole('banner').count()).resolves.toBe(0)
    await expect(stage.getByRole('navigation').count()).resolves.toBe(0)
    await expect.poll(() => terminalText(stage), slow).toContain('client is ready')
    // Whatever size somebody prefers in the panel.
    const letters = () =>
      stage.locator('.xterm-rows').evaluate((rows) => Number.parseFloat(getComputedStyle(rows).fontSize))
    await expect.poll(letters).toBeGreaterThan(16)
  })

  test.each(['light', 'dark'] as const)(
    'in %s the stage has no serious finding of axe',
    async (colorScheme) => {
      await stage.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // On a busy machine its letters take the other colours a moment after the ground.
      await expect.poll(() => seriousFindings(stage), slow).toEqual([])
      await expect.poll(() => sideways(stage)).toBeLessThanOrEqual(0)
    },
  )

  test('a whole lesson by the clicker’s two keys: told, run, told, run, to its end; each step holds', async () => {
    const titles: string[] = []
    for (let step = 0; step < 5; step += 1) {
      titles.push(await title())
      await stage.keyboard.press('PageDown')
      await expect.poll(held, slow).toMatch(/hold/)
      await stage.keyboard.press('PageDown')
    }
    expect(titles.map((each) => each[0])).toEqual(['1', '2', '3', '4', '5'])
    await stage.getByRole('heading', { name: 'Thank you' }).waitFor()
    await stage.keyboard.press('PageUp')
    await expect.poll(title).toMatch(/^5/)
    await stage.keyboard.press('PageUp')
    await expect.poll(title).toMatch(/^4/)
  })

  test('neither the user, nor the home, nor another lesson is named on stage', async () => {
    const shown = `${await stage.locator('body').innerText()}\n${await terminalText(stage)}`
    expect(shown).toContain('A materialized version')
    for (const secret of [
      home,
      userInfo().homedir,
      // A name as short as "root" stands in what the lesson says.
      `${userInfo().username}@`,
      'The story of an edit',
      'site-packages',
    ])
      expect(shown).not.toContain(secret)
  })

  test('b darkens the stage; the clicker lights it and does nothing else', async () => {
    await stage.keyboard.press('b')
    await expect.poll(() => stage.locator('.stage-black').count()).toBe(1)
    await stage.keyboard.press('PageDown')
    await expect.poll(() => stage.locator('.stage-black').count()).toBe(0)
    await expect(title()).resolves.toMatch(/^4/)
  })

  test('a number and Enter jump there; the speaker’s window tells the step, the next one and the time, and can be closed', async () => {
    const speaker = await openSpeaker()
    await stage.bringToFront()
    await stage.keyboard.press('2')
    await stage.keyboard.press('Enter')
    await expect.poll(title).toMatch(/^2/)
    await speaker.getByRole('heading', { level: 1, name: '2. The annotation table' }).waitFor()
    await speaker.getByRole('heading', { level: 3, name: '3. From supervoxel to root, live' }).waitFor()
    await expect(speaker.getByRole('img', { name: 'Since the first command' }).innerText()).resolves.toMatch(
      /^\d+:\d\d$/,
    )
    for (const colorScheme of ['light', 'dark'] as const) {
      await speaker.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // A window behind another takes its time to be dark.
      await expect.poll(() => seriousFindings(speaker), slow).toEqual([])
    }
    await speaker.getByRole('button', { name: 'Next' }).click()
    await expect.poll(title).toMatch(/^3/)
    await speaker.close()
    await stage.bringToFront()
    await stage.keyboard.press('PageDown')
    await expect.poll(title).toMatch(/^4/)
  })

  test('starting over: what goes is named to the speaker, then all is at the beginning, in a Python that knows nothing', async () => {
    const speaker = await openSpeaker()
    await speaker.getByRole('button', { name: 'Start over…' }).click()
    await speaker.getByRole('listitem').filter({ hasText: 'my_cave_table' }).getByText('goes back').waitFor()
    await expect.poll(() => downwards(speaker)).toBeLessThanOrEqual(0)
    await speaker.getByRole('alertdialog').getByRole('button', { name: 'Start over' }).click()
    await expect.poll(title, slow).toMatch(/^1/)
    await expect.poll(() => speaker.getByRole('status').innerText(), slow).toMatch(/^Told/)
    await expect.poll(() => terminalText(stage), slow).toMatch(/client is ready[^]*In \[1\]:\s*$/)
    await speaker.close()
  })

  /** However much that is: tests before this one may have left tables and versions. */
  const whatGoes = /no version goes\.|go(es)? for good\./

  test('Home and Enter start over with nothing but the stage, once it says how much goes; Esc keeps everything', async () => {
    const ask = stage.getByRole('alertdialog', { name: 'Start over?' })
    const asked = async (): Promise<string> => (await ask.allInnerTexts()).join('')
    await stage.keyboard.press('Home')
    await expect.poll(asked, slow).toMatch(whatGoes)
    await stage.keyboard.press('Escape')
    await ask.waitFor({ state: 'detached' })
    await stage.keyboard.press('2')
    await stage.keyboard.press('Enter')
    await expect.poll(title, slow).toMatch(/^2/)
    await stage.keyboard.press('Home')
    await expect.poll(asked, slow).toMatch(whatGoes)
    await stage.keyboard.press('Enter')
    await expect.poll(title, slow).toMatch(/^1/)
    await expect.poll(() => terminalText(stage), slow).toMatch(/client is ready[^]*In \[1\]:\s*$/)
  })

  test('a stage that is reloaded knows its speaker’s window without a click there, and that it was closed', async () => {
    const speaker = await openSpeaker()
    await stage.reload()
    await stage.locator('.stage-told h1').waitFor()
    await speaker.getByRole('heading', { level: 1, name: /^1/ }).waitFor()
    await stage.bringToFront()
    await stage.keyboard.press('Home')
    await speaker.getByRole('alertdialog', { name: 'Start over?' }).waitFor()
    await stage.getByText('Start over? · Enter').waitFor()
    await expect(stage.getByRole('alertdialog').count()).resolves.toBe(0)
    await speaker.close()
    await stage.getByRole('alertdialog', { name: 'Start over?' }).waitFor()
    await stage.keyboard.press('Escape')
  })

  test('of the shown view ids are whole and letters are large, and the terminal leaves it the room until something is typed', async () => {
    await stage.keyboard.press('2')
    await stage.keyboard.press('Enter')
    await expect.poll(title, slow).toMatch(/^2/)
    const root = stage
      .locator('.stage-view .rows-row')
      .getByText(/^\d{18}$/)
      .first()
    await root.waitFor(slow)
    const seen = await root.evaluate((cell) => {
      const view = cell.closest('.stage-view')?.getBoundingClientRect()
      const letters = document.createRange()
      letters.selectNodeContents(cell)
      const { right, height } = letters.getBoundingClientRect()
      return { whole: view !== undefined && right < view.right, height }
    })
    expect(seen.whole).toBe(true)
    expect(seen.height).toBeGreaterThan(20)
    const terminal = (): Promise<number> =>
      stage.locator('.stage-terminal').evaluate((part) => part.getBoundingClientRect().height)
    // What is missing before it runs first, with the terminal high.
    await expect.poll(terminal, slow).toBeLessThan(200)
    await stage.keyboard.press('PageDown')
    await expect.poll(held, slow).toMatch(/hold/)
    expect(await terminal()).toBeGreaterThan(250)
    await stage.keyboard.press('PageUp')
  })

  test('a second window does not take the stage by itself; when it is told to, the first one has it no more', async () => {
    const second = await panel.context.newPage()
    await second.goto(`${panel.served.origin}/#/lessons/proof`)
    await second.getByRole('button', { name: 'Present' }).click()
    await second.getByRole('heading', { name: 'The stage is in another window' }).waitFor()
    await second.getByRole('button', { name: 'Present here instead' }).click()
    await second.locator('.stage-told h1').waitFor()
    await stage.getByRole('heading', { name: 'The stage is in another window' }).waitFor()
    await second.close()
    await stage.getByRole('button', { name: 'Leave the stage' }).click()
    await expect.poll(onStage).toBe(0)
  })

  test('a command that fails: the audience sees calm, the speaker what happened, and every way on works', async () => {
    await present(join(home, 'lessons', 'failing.yaml'))
    const speaker = await openSpeaker()
    await speaker.getByText('Nothing to worry about.').waitFor()
    await speaker.getByRole('button', { name: 'Next' }).click()
    await stage.getByText('One moment, please.').waitFor(slow)
    const trouble = speaker.getByRole('alert', { name: 'What happened' })
    await trouble.getByText(/No such file or directory/).waitFor()
    await expect(stage.locator('.stage-python').getAttribute('inert')).resolves.not.toBeNull()
    await expect(terminalText(stage)).resolves.not.toContain('Traceback')
    await trouble.getByRole('button', { name: 'Try again' }).click()
    await trouble.getByText(/No such file or directory/).waitFor(slow)
    await trouble.getByRole('button', { name: 'Skip this step' }).click()
    await expect.poll(title).toBe('It stands alone')
    await speaker.close()
    await stage.keyboard.press(' ')
    await expect.poll(() => terminalText(stage), slow).toContain('on we go')
  })

  test('a Python that is ended on stage is followed by another; Esc leaves full screen, then the stage', async () => {
    const inTerminal = (): Promise<boolean> =>
      stage.evaluate(() => document.activeElement?.closest('.terminal-screen') !== null)
    // The key is heard once the step has ended.
    await expect
      .poll(async () => {
        if (!(await inTerminal())) await stage.keyboard.press('t')
        return inTerminal()
      })
      .toBe(true)
    await stage.keyboard.press('Control+u')
    await stage.keyboard.type('exit()\n')
    await expect.poll(() => terminalText(stage), slow).toMatch(/client is ready[^]*In \[1\]:\s*$/)
    await stage.keyboard.press('PageUp')
    await stage.keyboard.press('Escape')
    await expect.poll(() => stage.evaluate(() => document.fullscreenElement)).toBeNull()
    await expect(onStage()).resolves.toBe(1)
    await stage.keyboard.press('Escape')
    await stage.getByRole('button', { name: 'Present' }).waitFor()
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
