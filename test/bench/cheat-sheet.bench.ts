import { test } from 'vitest'
import { record } from './figure'
import { runningFleet } from './fleet'
import { measureInPython, samplesOf } from './python'

/** The genuine services, warm, least and most that was seen (CAVE-FACTS 6). */
const genuine = {
  connect: [10, 55],
  datastacks: [5, 5],
  'datastack-info': [0, 1],
  tables: [8, 8],
  schema: [5, 5],
  annotations: [10, 70],
  versions: [11, 43],
  'query-newest': [20, 100],
  'query-version': [17, 320],
  'live-query': [31, 75],
  root: [7, 10],
  roots: [8, 8],
  edit: [30, 45],
} as const

test('each command of the cheat-sheet through caveclient', async () => {
  const measured = await measureInPython('cheat_sheet.py', await runningFleet())
  await record({
    what: 'one GET with requests',
    unit: 'ms',
    by: 'median',
    samples: samplesOf(measured, 'floor'),
    reach: null,
  })
  for (const [name, [least, most]] of Object.entries(genuine))
    await record({
      what: `cheat-sheet: ${name}`,
      unit: 'ms',
      by: 'median',
      samples: samplesOf(measured, name),
      reach: most,
      ...(least > 0 ? { peer: { what: "the genuine fleet's least, recorded", samples: [least] } } : {}),
    })
})
