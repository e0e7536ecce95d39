import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchChromium } from '../support/chromium'
import { materialize } from '../support/demo-table'
import { seriousFindings } from './support/accessibility'
import { editOutside } from './support/cave-client'
import { fileOf, leftOut, neededChromium } from './support/needed'
import { tellViolations, watchProblems, type Problems } from './support/problems'
import { openServedPanel, resetClean } from './support/served-panel'
import { sideways } from './support/sideways'

const chromium = neededChromium()
/** The page looks every five seconds. */
const soon = { timeout: 15_000, interval: 100 } as const

describe.skipIf(leftOut(chromium))('the dashboard at the fleet’s own address', () => {
  const { address, port } = inject('fleet')
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let problems: Problems

  beforeAll(async () => {
    await resetClean()
    browser = await launchChromium(fileOf(chromium))
    context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
    context.setDefaultTimeout(10_000)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address })
    await tellViolations(context)
    page = await context.newPage()
    problems = watchProblems(page)
    await page.goto(address)
  })
  afterAll(() => browser?.close())

  const table = () => page.getByRole('grid', { name: 'Live table: my_cave_table' })
  const rowsOf = async (): Promise<string[]> =>
    (await table().getByRole('row').allInnerTexts()).slice(1).map((row) => row.replaceAll(/\s+/g, ' ').trim())
  const versions = () => page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').allInnerTexts()

  test('says whose page it is, how the fleet is and where to connect', async () => {
    await page.getByText('6 of 6 answer').waitFor()
    await expect(page.getByRole('banner').innerText()).resolves.toMatch(/practice fleet/)
    await page.getByRole('button', { name: `fake_datastack · 127.0.0.1:${port}` }).waitFor()
    await expect(page.title()).resolves.toBe('RealCAVE · practice fleet')
  })

  test('shows the live rows with their roots, and version 1 with what it holds and when it expires', async () => {
    await expect
      .poll(rowsOf, soon)
      .toEqual([
        expect.stringMatching(/^2 900, 100, 10 cell B 288230376151711745 /),
        expect.stringMatching(/^1 600, 100, 10 cell A 288230376151711745 /),
      ])
    await expect.poll(versions, soon).toEqual([expect.stringMatching(/v1[^]*Available[^]*2 rows[^]*Expires/)])
  })

  test('follows an edit and a materialization by itself', async () => {
    await editOutside(1, 'pyramidal')
    await expect
      .poll(rowsOf, soon)
      .toEqual([
        expect.stringMatching(/^3 600, 100, 10 pyramidal – /),
        expect.stringMatching(/^2 900, 100, 10 cell B /),
      ])
    await page.getByText('filled in by the next materialization').waitFor()
    await materialize(address)
    await expect.poll(versions, soon).toHaveLength(2)
    await expect
      .poll(async () => (await rowsOf())[0], soon)
      .toMatch(/^3 600, 100, 10 pyramidal 288230376151711745 /)
  })

  test('copies commands that hold this fleet’s port, by the keyboard', async () => {
    const copy = page.getByRole('button', { name: 'Copy: from caveclient import CAVEclient' })
    await copy.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Command copied').first().waitFor()
    await expect(page.evaluate(() => navigator.clipboard.readText())).resolves.toContain(
      `server_address="http://127.0.0.1:${port}"`,
    )
  })

  test.each(['light', 'dark'] as const)('in %s it has no serious finding of axe', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe(colorScheme)
    // The colours have changed everywhere.
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0)
    await expect(seriousFindings(page)).resolves.toEqual([])
  })

  test('the theme can be switched, and is remembered', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByRole('button', { name: 'Switch to dark' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Switch to light' }).click()
    await expect(page.evaluate(() => document.documentElement.dataset['theme'])).resolves.toBe('light')
  })

  // Zoomed to 200 %, a window of 1280 x 720 has as many CSS pixels as one of 640 x 360.
  test.each([
    [1280, 720],
    [640, 360],
  ])('at %i x %i nothing has to be scrolled sideways', async (width, height) => {
    await page.setViewportSize({ width, height })
    await page.getByText('6 of 6 answer').waitFor()
    await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0)
  })

  test('nothing was refused by its policy, and the console holds no error', () => {
    expect(problems.seen).toEqual([])
  })

  test('asks nothing that changes anything', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await page.reload()
    await page.getByText('6 of 6 answer').waitFor()
    await expect.poll(() => asked.filter((each) => each.startsWith('POST')).length, soon).toBeGreaterThan(0)
    expect(asked.filter((each) => !/^(GET \/|POST \/materialize\/.*\/query$)/.test(each))).toEqual([])
  })

  test('is a link away from the panel, whose list of requests leaves its own out', async () => {
    const panel = await openServedPanel(chromium)
    try {
      const link = panel.page.getByRole('link', { name: 'Open the dashboard' })
      const [opened] = await Promise.all([panel.context.waitForEvent('page'), link.click()])
      await opened.getByText('6 of 6 answer').waitFor()
      expect(new URL(opened.url()).origin).toBe(address)
      await fetch(`${address}/info/api/v2/datastacks`, { headers: { 'user-agent': 'python-requests/2' } })
      await panel.go('Requests')
      await panel.page.getByText('/info/api/v2/datastacks').first().waitFor()
      expect(await panel.page.getByText('/anno_health').count()).toBe(0)
      await panel.page.getByRole('checkbox').check()
      await panel.page.getByText('/anno_health').first().waitFor()
    } finally {
      await panel.end()
    }
  })
})
