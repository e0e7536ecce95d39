import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDemoTable } from '../support/demo-table'
import { parseExchanges, recordings, type Exchange } from './exchange'
import { fleetUnderContract, type FleetUnderContract } from './fleet-under-contract'
import { openReplay } from './replay'
import { steadyExchange } from './volatile'

/** What the dashboard reads, as the genuine fleet answered it after a clean reset, with one edit in the middle. */
const recorded = parseExchanges(await readFile(join(recordings, '07-dashboard.json'), 'utf8'))

let fleet: FleetUnderContract | undefined
let send: (recorded: Exchange) => Promise<Exchange>
beforeAll(async () => {
  fleet = await fleetUnderContract()
  await makeDemoTable(fleet.address)
  send = openReplay(fleet.address)
})
afterAll(() => fleet?.stop())

const titled = recorded.map((exchange) => ({ exchange, title: `${exchange.method} ${exchange.url}` }))

test.each(titled)('$title', async ({ exchange }) => {
  expect(steadyExchange(await send(exchange))).toEqual(steadyExchange(exchange))
})
