import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { findChromium, launchChromium } from '../support/chromium'
import { start } from '../support/cli'
import { withTestPython } from '../support/python'
import type { RunningFleet } from './fleet'

const serving = z.object({ type: z.literal('serving'), address: z.url() })

export interface BenchPanel {
  readonly page: Page
  readonly browser: Browser
  readonly origin: string
  /** The process of `serve`: the panel core. */
  readonly pid: number
  end(): Promise<void>
}

/** The panel served over a fleet and opened in Chromium; `environment` as the fleet was brought up with. */
export const openPanel = async (
  { home }: Pick<RunningFleet, 'home'>,
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchPanel> => {
  const chromium = findChromium()
  if (chromium === undefined) throw new Error('No Chromium or Chrome is installed (set CHROMIUM to one).')
  const served = start(['serve', '--json', '--home', home], { ...withTestPython, ...environment })
  let out = ''
  served.process.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  await served.said('"serving"')
  const { address } = serving.parse(JSON.parse(out.split('\n')[0] ?? ''))
  const browser = await launchChromium(chromium)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return {
    page,
    browser,
    origin: new URL(address).origin,
    pid: served.process.pid ?? 0,
    end: async () => {
      await browser.close()
      served.process.kill('SIGTERM')
      await served.ended
    },
  }
}
