// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { Dashboard } from '../../../src/renderer/dashboard/dashboard'
import { createReadingClient } from '../../../src/renderer/dashboard/reading/query-client'
import { cheatsheet, cheatsheetAt } from '../../../src/shared/domain/teaching'
import { all, eventually, find, press, put, says, settle, text } from '../support/page'
import { FakeCave } from './fake-cave'

const address = 'http://127.0.0.1:8191'
const file = resolve(import.meta.dirname, '../../../resources/cheatsheet.yaml')
const sheet = cheatsheetAt(cheatsheet.parse(parse(await readFile(file, 'utf8'))), address)

let cave: FakeCave

beforeEach(() => {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  cave = new FakeCave()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const open = () => put(<Dashboard cheatsheet={sheet} address={address} />, createReadingClient())
/** So much time passes on the page. */
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

const rows = (): string[] =>
  [...document.querySelectorAll('.rows-row')].map((row) => (row.textContent ?? '').replaceAll(/\s+/g, ' '))
const hide = (hidden: boolean): void => {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (hidden ? 'hidden' : 'visible'),
  })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

describe('the dashboard', () => {
  it('shows services, live rows with their roots, versions and where to connect', async () => {
    await open()
    await says('practice fleet')
    await says('ready · 6 of 6 answer')
    await says('PyChunkedGraph')
    await says('2 live rows, newest first')
    await eventually(() => rows().find((row) => row.includes('288230376151711745')))
    expect(rows().map((row) => row[0])).toEqual(['2', '1'])
    await says('1 version')
    await says('Expires 28 Nov 2026')
    expect(document.querySelector('.version')?.textContent).toContain('my_cave_table2 rows')
    expect(document.title).toBe('RealCAVE · practice fleet')
    expect(text()).toContain(`server_address="${address}"`)
  })

  it('shows an edit within seconds: the new row on top, marked, still without a root', async () => {
    await open()
    await eventually(() => rows().find((row) => row.includes('288230376151711745')))
    cave.edit(1, 'pyramidal')
    await pass(5)
    const edited = await eventually(() => rows().find((row) => row.includes('pyramidal')))
    expect(rows()[0]).toBe(edited)
    expect(rows().some((row) => row.includes('cell A'))).toBe(false)
    await eventually(() => document.querySelector('.rows-fresh') ?? undefined)
    expect(edited).toContain('–')
    await says('filled in by the next materialization')
  })

  it('shows a new version, and the roots that came with it', async () => {
    await open()
    await says('v1')
    cave.edit(1, 'pyramidal')
    cave.materialize('RUNNING')
    await pass(5)
    await says('Running')
    cave.versions = cave.versions.map((each) => ({ ...each, status: 'AVAILABLE' }))
    await pass(5)
    await says('2 versions')
    await eventually(() => rows().find((row) => /pyramidal.*288230376151711745/.test(row)))
    expect(text()).not.toContain('filled in by the next materialization')
  })

  it('asks no more often than every five seconds, and what never changes once', async () => {
    await open()
    await says('my_cave_table')
    await pass(30)
    const times = (part: string) => cave.asked.filter((path) => path.endsWith(part)).length
    expect(times('/metadata?expired=True')).toBeLessThanOrEqual(7)
    expect(times('/my_cave_table/count')).toBeLessThanOrEqual(8)
    expect(times('/anno_health')).toBeLessThanOrEqual(4)
    expect(times('/version/1/tables')).toBe(1)
    expect(cave.asked.filter((path) => path.includes('/query?'))).toHaveLength(1)
  })

  it('asks nothing while the page is hidden, and at once when it is seen again', async () => {
    await open()
    await says('2 live rows')
    await pass(6)
    hide(true)
    const before = cave.asked.length
    await pass(60)
    expect(cave.asked.length).toBe(before)
    cave.edit(2, 'seen again')
    hide(false)
    await eventually(() => rows().find((row) => row.includes('seen again')))
  })

  it('tells once that the fleet is gone, keeps what it knew, and goes on by itself', async () => {
    await open()
    await says('2 live rows')
    cave.gateway = false
    await pass(25)
    await find('alert', /The fleet cannot be reached.*Get demo-ready/)
    expect(all('alert')).toHaveLength(1)
    expect(rows()).toHaveLength(2)
    await says('not running')
    await says('Unknown')
    cave.gateway = true
    await pass(15)
    await says('6 of 6 answer')
    expect(all('alert')).toEqual([])
  })

  it('tells which service does not answer, why, and what to do; the others go on', async () => {
    cave.down.add('anno_health').add('annotation')
    await open()
    await find('alert', /AnnotationEngine does not answer.*502.*Start the service/)
    expect(all('alert')).toHaveLength(1)
    await says('degraded · 5 of 6 answer')
    await says('1 version')
  })

  it('tells that the graph is lost although its service answers', async () => {
    cave.graph = false
    await open()
    await find('alert', /graph is lost.*not found.*Rebuild graph/)
    await says('5 of 6 answer')
  })

  it('does not cry out over one look that failed between two good ones', async () => {
    await open()
    await says('2 live rows')
    cave.down.add('annotation')
    const before = cave.asked.length
    await pass(5)
    expect(cave.asked.slice(before).some((path) => path.startsWith('/annotation'))).toBe(true)
    await settle()
    expect(all('alert')).toEqual([])
    cave.down.clear()
    await pass(5)
    expect(all('alert')).toEqual([])
  })

  it('lets the audience choose among the tables', async () => {
    for (const tag of ['mushroom', 'stubby', 'thin']) cave.add(tag, 'dendritic_spines')
    await open()
    await press('button', 'dendritic_spines')
    await says('3 live rows, newest first')
    expect(rows().map((row) => /mushroom|stubby|thin/.exec(row)?.[0])).toEqual(['thin', 'stubby', 'mushroom'])
  })

  it('says what is not there yet', async () => {
    cave.tables.clear()
    cave.versions = []
    cave.kind = 'genuine'
    await open()
    await says('genuine fleet')
    await says('No annotation table')
    await says('No version yet')
    cave.tables.set('mine', [])
    await pass(5)
    await says('No live rows')
  })

  it('copies a command of the cheat-sheet, and offers no terminal', async () => {
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await open()
    await press('button', 'Copy: client.info.get_datastacks()')
    expect(written).toHaveBeenCalledWith('client.info.get_datastacks()')
    await says('Command copied')
    expect(all('button').some((button) => /terminal/i.test(button.ariaLabel ?? ''))).toBe(false)
  })
})
