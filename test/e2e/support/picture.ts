import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import type { Page } from 'playwright-core'

const baselines = resolve(import.meta.dirname, '../visual')
const seen = resolve(import.meta.dirname, '../../../.cache/visual')
const versionFile = resolve(baselines, 'chromium.txt')

/** Set by `npm run snapshots -- --renew`. */
const renews = process.env['RENEW_SNAPSHOTS'] === '1'

/**
 * How far a pixel may be from its baseline (0 to 1, in perceived colour), and how many may be further: letters and fonts are the
 * panel's own, but each machine smooths edges its own way. Pixels that are such an edge count for nothing anyway. A word that is
 * gone is some 300 pixels, a button that has moved a thousand.
 */
const tolerance = { colour: 0.15, pixels: 150 } as const

const mostPictures = 12

/** What every machine and every moment tells otherwise: times, spans, sizes, ports, paths. */
const varying = String.raw`\d{1,2}:\d{2}|\d (ms|s|min|h|d|B|kB|MB|GB|MiB)\b|127\.0\.0\.1|/tmp|\d{4}`

/** Hides those, and what a place names itself; where they stand stays free. Whether Docker is there is told in a place of any height. */
const hideVarying = (page: Page, masks: readonly string[]): Promise<void> =>
  page.evaluate(
    ({ varying, masks }) => {
      const pattern = new RegExp(varying)
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode())
        if (pattern.test(walker.currentNode.textContent ?? ''))
          walker.currentNode.parentElement?.setAttribute('data-varies', '')
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
        ${['[data-varies]', '.toast-place', '.no-call pre', ...masks].join(', ')} { visibility: hidden !important }
        .table { table-layout: fixed }
        [aria-label='The genuine fleet'] { display: none }
        * { caret-color: transparent !important; transition: none !important; animation: none !important }`)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    },
    { varying, masks },
  )

const unhide = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
    for (const each of document.querySelectorAll('[data-varies]')) each.removeAttribute('data-varies')
  })

const keep = (folder: string, name: string, picture: Buffer): string => {
  mkdirSync(folder, { recursive: true })
  const file = resolve(folder, `${name}.png`)
  writeFileSync(file, picture)
  return file
}

/** Of a page that stands still: as often as not something is measured, or comes in, after it could be used. */
const stillPicture = async (page: Page): Promise<Buffer> => {
  let before = await page.screenshot()
  for (let tries = 0; tries < mostPictures; tries += 1) {
    const after = await page.screenshot()
    if (after.equals(before)) return after
    before = after
  }
  throw new Error(`${mostPictures} pictures, one after the other, and no two are the same.`)
}

/** Empty where the page looks as it did; else what is different, and where to see it. */
export const compareWithBaseline = async (
  page: Page,
  name: string,
  masks: readonly string[],
): Promise<string> => {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await hideVarying(page, masks)
  const picture = await stillPicture(page)
  await unhide(page)
  if (renews) {
    keep(baselines, name, picture)
    return ''
  }
  const file = resolve(baselines, `${name}.png`)
  if (!existsSync(file)) return `${name} has no baseline: npm run snapshots -- --renew makes it`
  const [now, then] = [PNG.sync.read(picture), PNG.sync.read(readFileSync(file))]
  const { width, height } = now
  if (then.width !== width || then.height !== height) return `${name} is ${width} x ${height} now`
  const difference = new PNG({ width, height })
  const count = pixelmatch(then.data, now.data, difference.data, width, height, {
    threshold: tolerance.colour,
  })
  if (count <= tolerance.pixels) return ''
  keep(seen, name, picture)
  const shown = keep(seen, `${name}-difference`, PNG.sync.write(difference))
  return `${name}: ${count} pixels are different; see ${shown}`
}

const major = (version: string): string => version.split('.')[0] ?? ''

/** The baselines are of one Chromium: another draws letters and edges otherwise. */
export const isOtherChromium = (version: string): boolean => {
  if (renews) {
    mkdirSync(baselines, { recursive: true })
    writeFileSync(versionFile, `${major(version)}\n`)
    return false
  }
  return !existsSync(versionFile) || readFileSync(versionFile, 'utf8').trim() !== major(version)
}
