import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fleetUnderContract, type FleetUnderContract } from './fleet-under-contract'
import { expected } from './accepted'
import { readSessions, type Exchange } from './exchange'
import { openReplay, withPandas } from './replay'
import { steadyExchange } from './volatile'

const sessions = await readSessions()
const meant = await expected(sessions, 'raw')

let fleet: FleetUnderContract | undefined
let send: (recorded: Exchange) => Promise<Exchange>
beforeAll(async () => {
  fleet = await fleetUnderContract()
  send = openReplay(fleet.address)
})
afterAll(() => fleet?.stop())

// Each request builds on those before it: they are sent in the order of the tests.
describe.each([...sessions])('%s over raw HTTP', (session, calls) => {
  const requests = calls.flatMap(({ call, http }, at) =>
    http.map((recorded, index) => ({
      recorded,
      answer: meant.get(session)?.[at]?.http[index] ?? recorded,
      title: `${call}: ${recorded.method} ${recorded.url}`,
    })),
  )
  test.each(requests)('$title', async ({ recorded, answer }) => {
    expect(steadyExchange(await send(recorded))).toEqual(steadyExchange(withPandas(answer)))
  })
})
