import type { Client } from 'pg'
import type { Page } from 'playwright-core'
import { onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { record, rounds, timed } from './figure'
import { connect, realcave, runningFleet } from './fleet'
import { openPanel } from './panel'
import { viewOpened } from './view-opened'

const lineages = 2000
const rowsEach = 10
const versions = 4

/**
 * Lineages that begin one after the other through an afternoon and are edited nine times each; every fifth is deleted in the end.
 * Ids are given in the order of creation, as CAVE gives them.
 */
const fill = (database: Client): Promise<unknown> =>
  database.query(
    `WITH looks AS (
       SELECT l, e, timestamp '2026-11-23 12:00:00' + l * interval '7 s' + e * (e + l % 13) * interval '40 s' AS created
       FROM generate_series(1, $1::int) l, generate_series(1, $2::int) e),
     rows AS (SELECT *, 100 + row_number() OVER (ORDER BY created, l) AS id FROM looks),
     chains AS (SELECT *, lead(id) OVER (PARTITION BY l ORDER BY e) AS next, lead(created) OVER (PARTITION BY l ORDER BY e) AS ends FROM rows)
     INSERT INTO my_cave_table (id, created, deleted, superceded_id, valid, pt_position, tag)
     SELECT c.id, c.created, CASE WHEN l % 5 = 0 THEN coalesce(ends, c.created + interval '20 min') ELSE ends END, next,
       next IS NULL AND l % 5 > 0, t.pt_position, 'pyramidal cell ' || l || ', look ' || e
     FROM chains c, my_cave_table t WHERE t.id = 2`,
    [lineages, rowsEach],
  )

/** The versions' moments spread over the afternoon. */
const spread = (database: Client): Promise<unknown> =>
  database.query(
    `UPDATE analysisversion SET time_stamp = timestamp '2026-11-23 12:00:00' + version * interval '73 min'`,
  )

/** Until the map and the table beside it are painted. */
const firstPaint = (page: Page, origin: string): Promise<number> =>
  viewOpened(page, origin, {
    link: 'History map',
    shows: ['.history-canvas', '.world [role=gridcell]'],
    // The other views are loaded while nothing else is to be done, the terminal comes up.
    atRest: (opened) => opened.waitForTimeout(1500),
  })

interface Turn {
  readonly ctrlKey?: boolean
  readonly shiftKey?: boolean
  /** Of the wheel at each frame, in turn. */
  readonly deltas: readonly number[]
}

/** Times between frames while the wheel turns over the map at each. */
const frames = (page: Page, turn: Turn, count = 240): Promise<number[]> =>
  page.evaluate(
    ({ turn, count }) =>
      new Promise<number[]>((resolve, reject) => {
        const lanes = document.querySelector('.history-scroll')
        if (lanes === null) return reject(new Error('There is no map.'))
        const { left, top, width, height } = lanes.getBoundingClientRect()
        const place = { clientX: left + width * 0.6, clientY: top + height / 2 }
        const times: number[] = []
        let before = performance.now()
        const frame = (): void => {
          const now = performance.now()
          times.push(now - before)
          before = now
          const deltaY = turn.deltas[times.length % turn.deltas.length] ?? 0
          const { ctrlKey = false, shiftKey = false } = turn
          const event = new WheelEvent('wheel', {
            ...place,
            deltaY,
            ctrlKey,
            shiftKey,
            bubbles: true,
            cancelable: true,
          })
          // Without a key it is the browser that scrolls, which a made event does not make it do.
          if (lanes.dispatchEvent(event)) lanes.scrollBy(0, deltaY)
          if (times.length < count) requestAnimationFrame(frame)
          else resolve(times)
        }
        requestAnimationFrame(frame)
      }),
    { turn, count },
  )

const stretch = (delta: number, frames: number): number[] =>
  Array.from({ length: frames * 2 }, (_, index) => (index < frames ? delta : -delta))

/** Times from the pointer's move until the table of that moment is painted. */
const behindTheDrag = async (page: Page, moves: number): Promise<number[]> => {
  const map = await page.locator('.history-map').boundingBox()
  if (map === null) throw new Error('There is no map.')
  await page.evaluate(() => {
    const lags: number[] = []
    let moved = 0
    addEventListener('pointermove', (event) => (moved = event.timeStamp), { capture: true })
    const table = document.querySelector('.world')
    if (table === null) throw new Error('There is no table.')
    new MutationObserver(() => {
      const since = moved
      moved = 0
      if (since > 0) requestAnimationFrame(() => lags.push(performance.now() - since))
    }).observe(table, { subtree: true, childList: true, characterData: true, attributes: true })
    Object.assign(globalThis, { lags })
  })
  const y = map.y + 10
  await page.mouse.move(map.x + 260, y)
  await page.mouse.down()
  for (let move = 0; move < moves; move += 1) {
    await page.mouse.move(map.x + 260 + ((map.width - 400) * move) / moves, y)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  await page.mouse.up()
  return z.array(z.number()).parse(await page.evaluate('globalThis.lags'))
}

test('the history of 20,000 rows in 2,000 lineages is drawn, moved and looked at', async () => {
  const fleet = await runningFleet()
  const filling = await connect(fleet)
  await fill(filling)
  // A materialization cuts every connection.
  await filling.end()
  for (let version = 1; version < versions; version += 1) await realcave('materialize', ...fleet.options)
  const database = await connect(fleet)
  onTestFinished(() => database.end())
  await spread(database)
  const panel = await openPanel(fleet)
  onTestFinished(() => panel.end())
  const { page, origin } = panel
  const map = '20,000 rows in 2,000 lanes'

  const read = await rounds(5, () =>
    timed(() => database.query('SELECT id, created, deleted, superceded_id, valid, tag FROM my_cave_table')),
  )
  await record({
    what: `${map}: click -> map and table painted`,
    unit: 'ms',
    by: 'median',
    samples: await rounds(10, () => firstPaint(page, origin)),
    reach: 300,
    peer: { what: 'SELECT of all rows', samples: read },
  })

  const empty = await panel.browser.newPage()
  const still = await empty.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        let before = performance.now()
        const frame = (): void => {
          times.push(performance.now() - before)
          before = performance.now()
          if (times.length < 200) requestAnimationFrame(frame)
          else resolve(times)
        }
        requestAnimationFrame(frame)
      }),
  )
  await empty.close()
  await page.bringToFront()
  const peer = { what: 'frame of an empty page', samples: still }
  const moved = async (how: string, turn: Turn): Promise<void> =>
    record({
      what: `${map}: frame while ${how}`,
      unit: 'ms',
      by: 'p95',
      samples: await frames(page, turn),
      reach: 33,
      peer,
    })
  await moved('the time is zoomed', { ctrlKey: true, deltas: stretch(-40, 40) })
  await page.getByRole('slider').press('+')
  await page.getByRole('slider').press('+')
  await moved('the time is panned', { shiftKey: true, deltas: stretch(30, 40) })
  await page.getByRole('slider').press('0')
  await moved('lanes are scrolled', { deltas: stretch(120, 100) })
  for (let step = 0; step < 4; step += 1) await page.getByRole('slider').press('[')
  await moved('the flattest lanes are zoomed', { ctrlKey: true, deltas: stretch(-40, 40) })
  await moved('the flattest lanes are scrolled', { deltas: stretch(60, 60) })
  await page.getByRole('slider').press('0')

  const lags = await behindTheDrag(page, 150)
  if (lags.length < 100) throw new Error(`The table followed the cursor ${String(lags.length)} times only.`)
  await record({
    what: `${map}: pointer moved -> table of that moment painted`,
    unit: 'ms',
    by: 'p95',
    samples: lags,
    reach: 100,
    peer,
  })
})
