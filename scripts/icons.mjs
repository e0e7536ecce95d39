/**
 * `npm run icons`: the program's icon for each platform out of src/renderer/icon.svg, into resources/installer. Drawn by Chromium, as
 * the screenshots are. What it writes is committed, so that packaging needs no browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './screenshots/chromium.mjs'
import { root } from './set-up.mjs'

const svg = readFileSync(join(root, 'src', 'renderer', 'icon.svg'), 'utf8')
const folder = join(root, 'resources', 'installer')

const draw = async (page, size, inset) => {
  await page.setViewportSize({ width: size, height: size })
  const side = size - 2 * Math.round(size * inset)
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh}svg{width:${side}px;height:${side}px}</style>${svg}`,
  )
  return page.screenshot({ omitBackground: true })
}

/** Windows: a directory of PNGs, one a size; 0 says 256. */
const ico = (pictures) => {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let at = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

const icnsTypes = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }

/** macOS: PNGs with their types and lengths. */
const icns = (pictures) => {
  const chunk = (type, body) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + body.length, 4)
    return Buffer.concat([head, body])
  }
  return chunk('icns', Buffer.concat(pictures.map(({ size, png }) => chunk(icnsTypes[size], png))))
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage()
  const drawn = async (sizes, inset = 0) => {
    const pictures = []
    for (const size of sizes) pictures.push({ size, png: await draw(page, size, inset) })
    return pictures
  }
  mkdirSync(join(folder, 'icons'), { recursive: true })
  writeFileSync(join(folder, 'icon.ico'), ico(await drawn([16, 24, 32, 48, 64, 128, 256])))
  // Icons of macOS stand in a margin of their own.
  writeFileSync(join(folder, 'icon.icns'), icns(await drawn([16, 32, 64, 128, 256, 512, 1024], 0.1)))
  for (const { size, png } of await drawn([16, 32, 48, 64, 128, 256, 512]))
    writeFileSync(join(folder, 'icons', `${size}x${size}.png`), png)
} finally {
  await browser.close()
}
