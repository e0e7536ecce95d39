import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Locator, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium'
import { run } from '../support/cli'
import { freePort } from '../support/free-port'
import { temporaryFolder } from '../support/temporary-folder'
import { seriousFindings } from './support/accessibility'
import { openElectron, type ElectronForTest } from './support/electron-panel'
import { fileOf, leftOut, neededChromium, neededElectron } from './support/needed'
import { serveHome, type Served } from './support/served-panel'
import { sideways } from './support/sideways'
import { slow, terminalText } from './support/terminal-screen'

const chromium = neededChromium()

/** Clicks of the reader: as many as the page saw. */
const countClicks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Reflect.set(globalThis, 'clicks', 0)
    addEventListener(
      'click',
      (event) => {
        if (event.isTrusted) Reflect.set(globalThis, 'clicks', Number(Reflect.get(globalThis, 'clicks')) + 1)
      },
      true,
    )
  })
const clicks = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(globalThis, 'clicks'))

/** Nothing of it is below what scrolls, or under the terminal. */
const seenWhole = async (page: Page, thing: Locator): Promise<boolean> => {
  const [box, dock] = await Promise.all([
    thing.boundingBox(),
    page.getByRole('region', { name: 'Terminal', exact: true }).boundingBox(),
  ])
  return box !== null && dock !== null && box.y + box.height <= dock.y
}

describe.skipIf(leftOut(chromium))('a newcomer with a new home, where nothing runs', () => {
  let home: string
  let remove: () => Promise<void>
  let served: Served
  let page: Page
  let close: () => Promise<void>
  /** Scripts and styles. */
  let loaded: Response[]
  /** Bytes of what the first picture took, compressed. */
  let firstLoad: number

  const openPanel = async (): Promise<void> => {
    served = await serveHome(home, '--fleet', 'practice', '--port', String(await freePort()))
    const browser = await launchChromium(fileOf(chromium))
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    page.setDefaultTimeout(10_000)
    close = async () => {
      await browser.close()
      await served.end()
    }
    loaded = []
    page.on('response', (response) => {
      if (/\.(js|css)$/.test(response.url())) loaded.push(response)
    })
    await page.goto(served.address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const parts = await Promise.all([...loaded].map((response) => response.body()))
    firstLoad = parts.reduce((sum, part) => sum + gzipSync(part).length, 0)
  }
  beforeAll(async () => {
    const place = await temporaryFolder('first-run')
    home = join(place.folder, 'home')
    remove = place.remove
    await mkdir(home)
    await openPanel()
  })
  afterAll(async () => {
    await close?.()
    await run(['down', '--home', home])
    await remove?.()
  })
  const main = () => page.getByRole('main')

  test('is at the first query, its answer explained, after two clicks', async () => {
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Welcome to a CAVE of your own')
    await countClicks(page)
    await main().getByRole('button', { name: 'Get demo-ready' }).click()
    const first = main().getByRole('button', { name: 'Run the first query' })
    await first.waitFor(slow)
    expect(await seenWhole(page, first)).toBe(true)
    expect(await seenWhole(page, main().getByRole('button', { name: 'Take the tour' }))).toBe(true)
    expect(await seenWhole(page, main().getByRole('button', { name: 'Skip this' }))).toBe(true)
    expect(await seenWhole(page, page.getByRole('navigation').getByRole('link', { name: 'Lessons' }))).toBe(
      true,
    )
    await first.click(slow)
    await main().getByText('CAVE has answered.').waitFor(slow)
    await expect.poll(() => terminalText(page), slow).toMatch(/query_table\("my_cave_table"\)[^]*cell A/)
    await main().getByText('2 points lie on one cell, 288230376151711745.').waitFor()
    expect(await clicks(page)).toBe(2)
    await expect(seriousFindings(page)).resolves.toEqual([])
  })

  test('is led through the views by keyboard alone, with nothing in the way of axe', async () => {
    await main().getByRole('button', { name: 'Take the tour' }).focus()
    await page.keyboard.press('Enter')
    const tour = page.getByRole('region', { name: 'Tour' })
    await tour.getByText('1 of 8').waitFor()
    // What it says to look at stands below other things.
    const boxes = () =>
      Promise.all([main().locator('.services tbody tr').first().boundingBox(), tour.boundingBox()])
    await expect
      .poll(async () => {
        const [row, card] = await boxes()
        return row !== null && card !== null && row.y + row.height <= card.y
      })
      .toBe(true)
    await expect(seriousFindings(page)).resolves.toEqual([])
    for (let stop = 2; stop <= 8; stop += 1) {
      await page.keyboard.press('Enter')
      await tour.getByText(`${stop} of 8`).waitFor()
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    await page.setViewportSize({ width: 640, height: 360 })
    await expect.poll(() => sideways(page)).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => tour.count()).toBe(0)
  })

  test('has loaded at most 400 kB of program by the first picture', () => {
    expect(firstLoad).toBeGreaterThan(50_000)
    expect(firstLoad).toBeLessThanOrEqual(400_000)
  })

  test('is not welcomed again, and finds the first steps in the navigation', async () => {
    await close()
    await openPanel()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Services')
    await page.getByRole('navigation').getByRole('link', { name: 'First steps' }).click()
    await main().getByRole('button', { name: 'Run the first query' }).waitFor()
  })
})

const electron = await neededElectron()

describe.skipIf(leftOut(electron))('a newcomer who starts the program itself', () => {
  let home: string
  let remove: () => Promise<void>
  let program: ElectronForTest
  const options: string[] = []

  beforeAll(async () => {
    const place = await temporaryFolder('first-window')
    home = join(place.folder, 'home')
    remove = place.remove
    options.push('--home', home, '--fleet', 'practice', '--port', String(await freePort()))
    program = await openElectron(electron)
  })
  afterAll(async () => {
    await program?.end()
    await remove?.()
  })

  test('sees the first steps in its window, and once they are put away not again', async () => {
    const first = await program.launch(resolve('.'), ...options)
    await first.page.getByRole('heading', { level: 1, name: 'Welcome to a CAVE of your own' }).waitFor()
    await first.page.getByRole('main').getByRole('button', { name: 'Get demo-ready' }).waitFor()
    await first.page.getByRole('main').getByRole('button', { name: 'Skip this' }).click()
    await first.page.getByRole('heading', { level: 1, name: 'Services' }).waitFor()
    await first.app.close()
    const second = await program.launch(resolve('.'), ...options)
    await expect.poll(() => second.page.getByRole('heading', { level: 1 }).textContent()).toBe('Services')
    await second.app.close()
  })
})
