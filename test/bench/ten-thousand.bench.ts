import { test } from 'vitest'
import { quantile, record } from './figure'
import { realcave, runningFleet } from './fleet'
import { measureInPython, samplesOf } from './python'

/** The genuine fleet answers a snapshot query at 270,000 rows/s (CAVE-FACTS 9). */
const genuineQuery = (10_000 / 270_000) * 1000
/** The genuine fleet: 1,000 annotations in 22.6 s (CAVE-FACTS 7). */
const genuineMaterialization = 226_000

test('10,000 annotations are inserted, materialized and queried', async () => {
  const fleet = await runningFleet()
  const all: Record<string, number[]> = { inserted: [], materialized: [], queried: [] }
  for (let round = 0; round < 3; round += 1) {
    const measured = await measureInPython('ten_thousand.py', fleet)
    for (const [name, samples] of Object.entries(all)) samples.push(...samplesOf(measured, name))
    await realcave('reset', '--clean', '--yes', '--home', fleet.home)
  }
  const figure = { unit: 'ms', by: 'median' } as const
  await record({
    ...figure,
    what: '10,000 annotations: inserted',
    samples: samplesOf(all, 'inserted'),
    reach: null,
  })
  await record({
    ...figure,
    what: '10,000 annotations: materialized',
    samples: samplesOf(all, 'materialized'),
    reach: 5000,
    peer: { what: 'the genuine fleet, recorded', samples: [genuineMaterialization] },
  })
  const queried = samplesOf(all, 'queried')
  await record({
    ...figure,
    what: `10,000 annotations: queried (${String(Math.round(10_000_000 / quantile(queried, 0.5)))} rows/s)`,
    samples: queried,
    reach: 300,
    peer: { what: 'the genuine fleet, recorded', samples: [genuineQuery] },
  })
})
