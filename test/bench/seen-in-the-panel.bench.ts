import type { Client } from 'pg'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { channelName } from '../../src/main/data/triggers'
import { quantile, record, rounds } from './figure'
import { connect, runningFleet } from './fleet'
import { openPanel } from './panel'

const changes = 40

/** When the words are first in the page; asked for before the change, answered by the page's own clock, which is ours too. */
const seen = (page: Page, words: string): Promise<number> =>
  page.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!(document.querySelector('[role=grid]')?.textContent ?? '').includes(words)) return
          observer.disconnect()
          resolve(Date.now())
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    words,
  )

const notified = (listener: Client): Promise<number> =>
  new Promise((resolve) => {
    listener.once('notification', () => resolve(Date.now()))
  })

test('a changed row is seen in the panel', async () => {
  const fleet = await runningFleet()
  const panel = await openPanel(fleet)
  onTestFinished(() => panel.end())
  const writer = await connect(fleet)
  const listener = await connect(fleet)
  onTestFinished(async () => {
    await writer.end()
    await listener.end()
  })
  await panel.page.goto(`${panel.origin}/#/annotations/my_cave_table`)
  await panel.page.getByText('cell A').first().waitFor()
  await listener.query(`LISTEN ${channelName}`)

  /** From before the change is sent until the page shows it. */
  const shown = async (words: string, change: () => Promise<unknown>): Promise<number> => {
    const found = seen(panel.page, words)
    // The page's observer stands before the change is made.
    await panel.page.evaluate(() => undefined)
    const before = Date.now()
    await change()
    return (await found) - before
  }
  const told: number[] = []
  const bySql = await rounds(changes, async (number) => {
    const before = Date.now()
    const heard = notified(listener)
    const words = `sql ${String(number)}!`
    const until = await shown(words, () =>
      writer.query('UPDATE my_cave_table SET tag = $1 WHERE id = 2', [words]),
    )
    told.push((await heard) - before)
    return until
  })
  let head = 1
  const byHttp = await rounds(changes, (number) => {
    const words = `http ${String(number)}!`
    return shown(words, async () => {
      const answer = await fetch(
        `${fleet.address}/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations`,
        {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ annotations: [{ id: head, pt: { position: [600, 100, 10] }, tag: words }] }),
        },
      )
      const ids: unknown = await answer.json()
      expect(answer.status).toBe(200)
      head = Number(Object.values(Object(ids))[0])
    })
  })
  const peer = { what: 'UPDATE -> a bare listener is notified', samples: told }
  for (const [by, samples] of [
    ['SQL', bySql],
    ['HTTP', byHttp],
  ] as const)
    await record({
      what: `row changed by ${by} -> in the page (p50 ${quantile(samples, 0.5).toFixed(0)} ms)`,
      unit: 'ms',
      by: 'p95',
      samples,
      reach: 150,
      peer,
    })
})
