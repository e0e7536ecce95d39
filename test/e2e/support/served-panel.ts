import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import { z } from 'zod'
import { launchChromium } from '../../support/chromium'
import { run, start } from '../../support/cli'
import { withTestPython } from '../../support/python'
import { fileOf, type Found } from './needed'
import { tellViolations, watchProblems, type Problems } from './problems'

const serving = z.object({ type: z.literal('serving'), address: z.url(), port: z.int() })

export interface Served {
  /** The one-time address. */
  readonly address: string
  readonly origin: string
  end(): Promise<void>
}

/** `realcave serve` over a home, as a process. */
export const serveHome = async (home: string, ...options: readonly string[]): Promise<Served> => {
  const started = start(['serve', '--json', '--home', home, ...options], withTestPython)
  let out = ''
  started.process.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const end = async (): Promise<void> => {
    started.process.kill('SIGTERM')
    await started.ended
  }
  try {
    await started.said('"serving"')
    const { address } = serving.parse(JSON.parse(out.split('\n')[0] ?? ''))
    return { address, origin: new URL(address).origin, end }
  } catch (error) {
    await end()
    throw error
  }
}

export interface ServedPanel {
  readonly page: Page
  readonly context: BrowserContext
  readonly browser: Browser
  readonly served: Served
  readonly problems: Problems
  /** Opens a view of the panel, as its navigation does. */
  go(view: string): Promise<void>
  end(): Promise<void>
}

/** Everything back to version 1 and two annotations: what every file begins with. */
export const resetClean = async (): Promise<void> => {
  const { home } = inject('fleet')
  const reset = await run(['reset', '--clean', '--yes', '--home', home], withTestPython)
  if (reset.status !== 0) throw new Error(`The shared fleet could not be reset:\n${reset.err}`)
}

/** The panel in Chromium: served, opened at its one-time address, its complaints collected. */
export const openServedPanel = async (chromium: Found): Promise<ServedPanel> => {
  const file = fileOf(chromium)
  await resetClean()
  const served = await serveHome(inject('fleet').home)
  try {
    const browser = await launchChromium(file)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    context.setDefaultTimeout(10_000)
    await tellViolations(context)
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(served.address)
    return {
      page,
      context,
      browser,
      served,
      problems,
      go: async (view) => {
        await page.getByRole('navigation').getByRole('link', { name: view }).click()
        await page.getByRole('heading', { level: 1, name: view }).waitFor()
      },
      end: async () => {
        await browser.close()
        await served.end()
      },
    }
  } catch (error) {
    await served.end()
    throw error
  }
}
