import type { Page } from 'playwright-core'
import { onTestFinished, test } from 'vitest'
import { record, rounds, timed } from './figure'
import { connect, runningFleet } from './fleet'
import { openPanel } from './panel'
import { viewOpened } from './view-opened'

const rowCount = 100_000

/** The page and its terminal have come up when nothing was drawn for half a second. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const quiet = (): ReturnType<typeof setTimeout> =>
          setTimeout(() => {
            observer.disconnect()
            resolve()
          }, 500)
        let waiting = quiet()
        const observer = new MutationObserver(() => {
          clearTimeout(waiting)
          waiting = quiet()
        })
        observer.observe(document.body, { subtree: true, childList: true })
      }),
  )

/** Until the first row has its text. */
const firstRows = (page: Page, origin: string, atRest: boolean): Promise<number> =>
  viewOpened(page, origin, {
    link: 'Annotations',
    shows: ['[role=grid] [role=gridcell]:not([aria-label])'],
    ...(atRest && { atRest: settled }),
  })

/** Times between frames while `pixels` are scrolled at each; 0 for a page at rest. */
const frames = (page: Page, pixels: number, count: number): Promise<number[]> =>
  page.evaluate(
    ({ pixels, count }) =>
      new Promise<number[]>((resolve) => {
        const grid = document.querySelector('[role=grid]')
        const times: number[] = []
        let before = performance.now()
        const frame = (): void => {
          const now = performance.now()
          times.push(now - before)
          before = now
          grid?.scrollBy(0, pixels)
          if (times.length < count) requestAnimationFrame(frame)
          else resolve(times)
        }
        requestAnimationFrame(frame)
      }),
    { pixels, count },
  )

test('a table of 100,000 rows is opened and scrolled', async () => {
  const fleet = await runningFleet()
  const database = await connect(fleet)
  await database.query(
    `INSERT INTO my_cave_table (created, valid, pt_position, tag)
     SELECT t.created, true, t.pt_position, 'cell ' || n FROM my_cave_table t, generate_series(1, $1::int) n WHERE t.id = 1`,
    [rowCount - 2],
  )
  await database.query('ANALYZE my_cave_table')
  onTestFinished(() => database.end())
  const panel = await openPanel(fleet)
  onTestFinished(() => panel.end())

  const read = await rounds(10, () =>
    timed(() => database.query('SELECT * FROM my_cave_table ORDER BY id LIMIT 100')),
  )
  for (const [when, atRest] of [
    ['', true],
    [', while the page still loads', false],
  ] as const)
    await record({
      what: `100,000 rows: click -> first rows painted${when}`,
      unit: 'ms',
      by: 'median',
      samples: await rounds(10, () => firstRows(panel.page, panel.origin, atRest)),
      reach: atRest ? 200 : null,
      peer: { what: 'SELECT of 100 rows', samples: read },
    })

  const empty = await panel.browser.newPage()
  const still = await frames(empty, 0, 300)
  await empty.close()
  await panel.page.bringToFront()
  await panel.page.getByRole('grid').waitFor()
  for (const [how, pixels] of [
    ['reading along', 40],
    ['fast', 600],
    ['from end to end', 11_000],
  ] as const) {
    await panel.page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0))
    await record({
      what: `100,000 rows: frame while scrolling, ${how}`,
      unit: 'ms',
      by: 'p95',
      samples: await frames(panel.page, pixels, 300),
      reach: 33,
      peer: { what: 'frame of an empty page', samples: still },
    })
  }
})
