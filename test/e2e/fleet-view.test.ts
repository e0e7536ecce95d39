import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'
import { slow, terminalText } from './support/terminal-screen'

const chromium = neededChromium()

describe.skipIf(leftOut(chromium))('the fleet in the panel', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
  })
  afterAll(async () => {
    await panel?.end()
  })

  test('the header says that it is the practice fleet, and ready', async () => {
    const pill = panel.page.getByRole('banner').getByRole('link', { name: /practice fleet/ })
    await expect.poll(() => pill.textContent()).toMatch(/practice fleet\s*ready/)
    await expect(panel.page.title()).resolves.toBe('Services · RealCAVE')
  })

  test('the address left is the panel’s own, without the token', () => {
    expect(new URL(panel.page.url()).search).toBe('')
  })

  test('services are listed with state and version', async () => {
    const table = panel.page.getByRole('table').filter({ hasText: 'AnnotationEngine' })
    const annotation = await table.getByRole('row').filter({ hasText: 'AnnotationEngine' }).innerText()
    expect(annotation).toMatch(/Healthy/)
    expect(annotation).toMatch(/\d+\.\d+\.\d+/)
    for (const name of ['info', 'schema', 'pcg', 'mat', 'postgres', 'gateway'])
      await table.getByRole('rowheader', { name }).first().waitFor()
  })

  test('the steps that led here can be shown', async () => {
    const steps = panel.page.getByRole('region', { name: 'Steps to demo-ready' })
    await steps.getByRole('button', { name: 'Show the steps' }).click()
    await expect.poll(() => steps.getByRole('listitem').count()).toBeGreaterThanOrEqual(6)
    const shown = await steps.innerText()
    for (const title of ['Databases', 'Annotation table', 'First version']) expect(shown).toContain(title)
  })

  test('what caveclient asks of CAVE appears in the request log and in the service’s log', async () => {
    const { page } = panel
    await expect.poll(() => terminalText(page), slow).toMatch('In [1]')
    await panel.go('Requests')
    await page.getByRole('button', { name: 'Run in the terminal: client.annotation.get_tables()' }).click()
    await expect.poll(() => terminalText(page), slow).toMatch("['my_cave_table']")
    const request = page
      .getByRole('table', { name: 'Requests' })
      .getByRole('row')
      .filter({ hasText: '/annotation/api/v2/aligned_volume/fake_volume/table' })
    await request.first().waitFor()
    await expect(request.first().innerText()).resolves.toMatch(/GET\s+200/)

    await panel.go('Logs')
    await page.getByRole('combobox', { name: 'Service' }).click()
    await page.getByRole('option', { name: 'annotation' }).click()
    const log = page.getByRole('main')
    await expect.poll(() => log.innerText()).toMatch(/GET \S*fake_volume\/table 200/)
  })

  test('a log can be searched, with regular expressions too', async () => {
    const { page } = panel
    await page.goto(`${panel.served.origin}/#/logs/gateway`)
    const log = page.getByRole('main')
    const search = page.getByRole('textbox', { name: 'Search the log' })
    await search.fill('no line says this')
    await log.getByText('No line matches').waitFor()
    await search.fill('/answers on http:.*\\d+$/')
    await expect.poll(() => log.innerText()).toContain('The practice fleet answers on http://127.0.0.1')
    await search.fill('/(/')
    await page.getByText('This is no regular expression yet.').waitFor()
    await search.fill('')
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
