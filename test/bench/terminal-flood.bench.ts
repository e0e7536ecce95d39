import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { record, timed } from './figure'
import { runningFleet } from './fleet'
import { openPanel } from './panel'

/** 50 MB in lines of 100 bytes, each with its number. */
const lines = 500_000
const program = `import sys
def flood(lines):
    for first in range(0, lines, 1000):
        sys.stdout.write("".join(f"{number:09d} {'x' * 88}\\n" for number in range(first, first + 1000)))
    print("all", "printed")
`

const rows = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('.xterm-rows')?.textContent ?? '')

/** In the page: the longest gaps between frames, and how long a click takes until the page has drawn its answer. */
const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const gaps: number[] = []
    const answers: number[] = []
    let last = performance.now()
    let asked: number | null = null
    const frame = (now: number): void => {
      gaps.push(now - last)
      last = now
      if (asked !== null) answers.push(performance.now() - asked)
      asked = null
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    addEventListener('click', (event) => (asked = event.timeStamp), true)
    Object.assign(window, { benchGaps: gaps, benchAnswers: answers })
  })

const told = async (page: Page, name: string): Promise<number[]> =>
  z.array(z.number()).parse(await page.evaluate((name) => Reflect.get(window, name), name))

/** Before the page: each line that comes for the screen is looked at, in its order. */
const countLines = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const seen = { next: 0, broken: 0, rest: '' }
    Object.assign(window, { benchLines: seen })
    class Counting extends WebSocket {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given)
        this.addEventListener('message', ({ data }: MessageEvent<string>) => {
          if (!data.includes('"kind":"output"')) return
          const lines = (seen.rest + JSON.parse(data).envelope.value.data).split('\r\n')
          seen.rest = lines.pop() ?? ''
          for (const shown of lines) {
            // The first comes behind what IPython writes to the screen.
            const line = /\d{9} x.*$/.exec(shown)?.[0]
            if (line === undefined) continue
            if (line !== `${String(seen.next).padStart(9, '0')} ${'x'.repeat(88)}`) seen.broken += 1
            seen.next += 1
          }
        })
      }
    }
    Object.assign(window, { WebSocket: Counting })
  })
}

const memoryOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

test('50 MB of output: all of it arrives, and the panel answers meanwhile', async () => {
  const fleet = await runningFleet()
  const panel = await openPanel(fleet)
  onTestFinished(() => panel.end())
  const { page } = panel
  await countLines(page)
  await page.reload()
  await page.locator('.xterm-helper-textarea').waitFor()
  await expect.poll(() => rows(page), { timeout: 60_000 }).toContain('In [1]:')
  await page.locator('.xterm-helper-textarea').focus()
  const type = async (text: string): Promise<void> => {
    await page.keyboard.insertText(text)
    await page.keyboard.press('Enter')
  }
  await type(`import base64; exec(base64.b64decode("${Buffer.from(program).toString('base64')}"))`)
  await expect.poll(() => rows(page)).toContain('In [2]:')
  const before = await memoryOf(panel.pid)
  let most = before
  await watchFrames(page)
  const over = new AbortController()
  const clicking = (async () => {
    const button = page.getByRole('link').nth(1)
    while (!over.signal.aborted) {
      await button.click()
      most = Math.max(most, await memoryOf(panel.pid))
      // Somebody who clicks often.
      await page.waitForTimeout(100)
    }
  })()
  let seen = ''
  await page.locator('.xterm-helper-textarea').focus()
  const took = await timed(async () => {
    await type(`flood(${String(lines)})`)
    await expect.poll(async () => (seen = await rows(page)), { timeout: 120_000 }).toContain('all printed')
  })
  over.abort()
  await clicking
  expect(await page.evaluate(() => Reflect.get(window, 'benchLines'))).toMatchObject({
    next: lines,
    broken: 0,
  })
  expect(seen).toContain(String(lines - 1).padStart(9, '0'))
  await record({
    what: `terminal: 50 MB printed (${String(Math.round(50_000 / took))} MB/s)`,
    unit: 'ms',
    by: 'median',
    samples: [took],
    reach: null,
  })
  await record({
    what: 'terminal: longest wait for a frame while 50 MB are printed',
    unit: 'ms',
    by: 'median',
    samples: [Math.max(...(await told(page, 'benchGaps')).slice(2))],
    reach: 100,
  })
  await record({
    what: 'terminal: a click until it is drawn, meanwhile',
    unit: 'ms',
    by: 'p95',
    samples: await told(page, 'benchAnswers'),
    reach: 100,
  })
  await record({
    what: 'terminal: the core grows by, meanwhile',
    unit: 'MiB',
    by: 'median',
    samples: [most - before],
    reach: 100,
  })
})
