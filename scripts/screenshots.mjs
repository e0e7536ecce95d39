/**
 * `npm run screenshots [-- PORT]`: a practice fleet with a little story in it, served, and its panel photographed into docs/images.
 * The port is seen in the pictures: 8080, unless another is named.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { tellStory } from './screenshots/story.mjs'
import { root, setUp } from './set-up.mjs'

const cli = join(root, 'bin', 'realcave.mjs')
const [port = '8080'] = process.argv.slice(2)
const images = join(root, 'docs', 'images')
/** Bigger ones make the repository heavy for no reader's good. */
const mostBytes = 250_000

const usual = { width: 1440, height: 900 }
const small = { width: 1280, height: 720 }

const shots = [
  {
    file: 'annotations-light',
    view: 'annotations/my_cave_table',
    scheme: 'light',
    size: usual,
    prepare: showLineage,
  },
  {
    file: 'annotations-dark',
    view: 'annotations/my_cave_table',
    scheme: 'dark',
    size: usual,
    prepare: showLineage,
  },
  { file: 'services-light', view: 'services', scheme: 'light', size: usual },
  { file: 'services-dark', view: 'services', scheme: 'dark', size: usual },
  {
    file: 'history-light',
    view: 'history/my_cave_table',
    scheme: 'light',
    size: usual,
    prepare: standOnVersion,
  },
  {
    file: 'history-dark',
    view: 'history/my_cave_table',
    scheme: 'dark',
    size: usual,
    prepare: besideLiveQuery,
  },
  { file: 'versions-light', view: 'versions/3', scheme: 'light', size: usual, prepare: compare },
  { file: 'versions-dark', view: 'versions/3', scheme: 'dark', size: usual, prepare: compare },
  { file: 'cheatsheet-light', view: 'cheatsheet', scheme: 'light', size: usual },
  { file: 'requests-dark', view: 'requests', scheme: 'dark', size: usual },
  { file: 'annotations-1280', view: 'annotations/my_cave_table', scheme: 'light', size: small },
  {
    file: 'segmentation-light',
    view: 'segmentation',
    scheme: 'light',
    size: usual,
    prepare: showDemoPoints,
  },
  {
    file: 'segmentation-dark',
    view: 'segmentation/288230376151711745',
    scheme: 'dark',
    size: usual,
    prepare: beforeBirth,
  },
  { file: 'welcome-light', view: 'welcome', scheme: 'light', size: usual },
  { file: 'lessons-dark', view: 'lessons', scheme: 'dark', size: usual },
  // Last: from the stage nothing of the panel is reached.
  { file: 'stage-dark', view: 'lessons/edit-history', scheme: 'dark', size: small, prepare: present },
]

async function showLineage(page) {
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'basket cell' }).click()
  await page.getByRole('list', { name: 'Lineage' }).waitFor()
}

async function standOnVersion(page) {
  const cursor = page.getByRole('slider', { name: 'Time cursor' })
  await cursor.press('PageUp')
  await cursor.press('PageUp')
  await page.getByText('exactly version 2').waitFor()
  await page.evaluate(() => document.activeElement?.blur())
}

async function besideLiveQuery(page) {
  await page.getByRole('slider', { name: 'Time cursor' }).press('End')
  await page.getByRole('button', { name: 'Live table | live_query' }).click()
  await page.getByText('edited since').first().waitFor()
  await page.evaluate(() => document.activeElement?.blur())
}

async function showDemoPoints(page) {
  const terminal = page.getByRole('button', { name: 'Close the terminal' })
  if ((await terminal.count()) > 0) await terminal.click()
  await page.getByRole('combobox', { name: 'Table whose points are shown' }).click()
  await page.getByRole('option', { name: /my_cave_table/ }).click()
  await page.getByText('chandelier cell').first().waitFor()
  await page.evaluate(() => document.activeElement?.blur())
}

async function beforeBirth(page) {
  await showDemoPoints(page)
  await page.getByRole('button', { name: 'Before the first root' }).click()
  await page.getByText('No root yet', { exact: true }).waitFor()
  await page.evaluate(() => document.activeElement?.blur())
}

async function compare(page) {
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('table', { name: 'Differences' }).waitFor()
}

const findChromium = () => {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]
  const found = places.find((place) => place && existsSync(place))
  if (found) return found
  throw new Error(
    'No Chromium or Chrome was found. Install one, or name it: CHROMIUM=/path npm run screenshots',
  )
}

/** The fleet's own page; it looks by itself, so it is photographed once all of it has been read. */
const shootDashboard = async (browser, address, scheme) => {
  const page = await browser.newPage()
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.setViewportSize(small)
  await page.goto(address)
  await page.getByText('6 of 6 answer').waitFor()
  await page.getByRole('row').filter({ hasText: '288230376151711745' }).first().waitFor()
  await page.getByRole('list', { name: 'Timeline' }).getByText('12 rows').first().waitFor()
  await capture(page, `dashboard-${scheme}`)
  await page.close()
}

const realcave = (...words) => {
  const { status } = spawnSync(process.execPath, [cli, ...words], { cwd: root, stdio: 'inherit', env })
  if (status !== 0) throw new Error(`realcave ${words[0]} ended with status ${status}.`)
}

const serve = async (home) => {
  const child = spawn(process.execPath, [cli, 'serve', '--json', '--home', home], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { child, address: JSON.parse(String(line).split('\n')[0]).address }
}

const commands = [
  'client.materialize.get_versions()',
  'client.materialize.query_table("my_cave_table", materialization_version=1)',
]

/** Runs the commands as a reader would, and waits for the prompt after the last. */
const runInTerminal = async (page) => {
  const screen = page.locator('.xterm-rows')
  const prompt = (number) =>
    page.waitForFunction(
      (text) => document.querySelector('.xterm-rows')?.textContent.replaceAll('\u00a0', ' ').includes(text),
      `In [${number}]`,
    )
  await screen.waitFor({ timeout: 120_000 })
  for (const [index, command] of commands.entries()) {
    await prompt(index + 1)
    await page.getByRole('button', { name: `Run in the terminal: ${command}`, exact: true }).click()
  }
  await prompt(commands.length + 1)
  await page.evaluate(() => document.activeElement?.blur())
}

/** On stage, with the first step run. */
async function present(page) {
  await page.getByRole('button', { name: 'Present' }).click()
  await page.locator('.xterm-rows').getByText('client is ready').waitFor()
  await page.keyboard.press('PageDown')
  await page.locator('.stage-held').getByText(/hold/).waitFor()
}

const capture = async (page, file) => {
  // Fonts, the terminal's new colours and the flash of new rows have settled.
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(700)
  const path = join(images, `${file}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  const { size: bytes } = statSync(path)
  process.stdout.write(`${file}.png ${Math.round(bytes / 1000)} kB\n`)
  if (bytes > mostBytes) throw new Error(`${file}.png is larger than ${mostBytes / 1000} kB.`)
}

const shoot = async (page, origin, { file, view, scheme, size, prepare }) => {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.setViewportSize(size)
  await page.goto(`${origin}/#/${view}`)
  // Nothing is left open from the picture before.
  await page.reload()
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => document.querySelector('main [aria-busy=true], main .skeleton') === null)
  await prepare?.(page)
  await page.locator('.quick').evaluateAll(([sheet]) => sheet?.scrollTo(0, 0))
  await page.mouse.move(0, 0)
  await capture(page, file)
}

setUp()
const env = { ...process.env, REALCAVE_PYTHON_ENV: join(root, '.cache', 'python') }
const home = mkdtempSync(join(tmpdir(), 'realcave-screenshots-'))
mkdirSync(images, { recursive: true })
let panel
let browser
try {
  realcave('up', '--home', home, '--port', port, '--fleet', 'practice')
  await tellStory(`http://127.0.0.1:${port}`, () => realcave('materialize', '--home', home))
  panel = await serve(home)
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: usual })
  page.setDefaultTimeout(30_000)
  await page.goto(panel.address)
  // A new home opens with its first steps.
  await page.goto(`${new URL(panel.address).origin}/#/services`)
  await runInTerminal(page)
  for (const shot of shots) await shoot(page, new URL(panel.address).origin, shot)
  for (const scheme of ['light', 'dark']) await shootDashboard(browser, `http://127.0.0.1:${port}/`, scheme)
} finally {
  await browser?.close()
  if (panel) {
    panel.child.kill('SIGTERM')
    await once(panel.child, 'exit')
  }
  spawnSync(process.execPath, [cli, 'down', '--home', home], { cwd: root, stdio: 'inherit', env })
  rmSync(home, { recursive: true, force: true })
}
