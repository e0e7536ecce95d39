import { resolve } from 'node:path'
import { test } from 'vitest'
import { findEngine } from '../../src/main/engine/find-engine'
import { surroundingsHere } from '../../src/main/engine/surroundings'
import { openGenuine } from '../../src/main/fleet/genuine/open-genuine'
import { openHome } from '../../src/main/home/home'
import { openRecords } from '../../src/main/home/records'
import { runSteps } from '../../src/main/orchestrator/run-steps'
import type { Step } from '../../src/main/orchestrator/step'
import type { Fleet } from '../../src/main/fleet/fleet'
import { freePort } from '../support/free-port'
import { builtDashboard } from '../support/practice'
import { temporaryFolder } from '../support/temporary-folder'
import { record, timed } from './figure'
import { realcave } from './fleet'

const never = new AbortController().signal
const roundCount = 3
const project = 'realcave-bench'

/** The same commands, one after the other, as a script would give them. */
const inSequence = (steps: readonly Step<Fleet>[]): readonly Step<Fleet>[] =>
  steps.map((step, index) => {
    const before = steps[index - 1]
    return before === undefined ? step : { ...step, needs: [...new Set([...step.needs, before.id])] }
  })

interface Up {
  /** Until a client finds the datastack. */
  readonly discovery: number
  readonly whole: number
}

/** From empty volumes, in a home of its own. */
const up = async (
  home: string,
  port: number,
  order: (steps: readonly Step<Fleet>[]) => readonly Step<Fleet>[],
): Promise<Up> => {
  const warn = (warning: { readonly what: string }): void => void process.stderr.write(`${warning.what}\n`)
  const opened = await (await openHome({ folder: home, warn })).change({ port, project })
  const folder = resolve(import.meta.dirname, '../..')
  const find = async () => findEngine(await surroundingsHere(), never)
  const source = { home: opened, find, folder, dashboard: builtDashboard, environment: process.env }
  const { fleet } = await openGenuine(source)
  const began = performance.now()
  let discovery = 0
  const outcome = await runSteps({
    steps: order(fleet.steps),
    context: fleet,
    signal: never,
    records: openRecords(opened, 'genuine', warn),
    observe: (views) => {
      if (discovery === 0 && views.find(({ id }) => id === 'datastack')?.state === 'done')
        discovery = performance.now() - began
    },
  })
  if (outcome.error !== null) throw new Error(`${outcome.error.what} ${outcome.error.why}`)
  return { discovery, whole: performance.now() - began }
}

test('the genuine fleet comes up from empty volumes, and is reset', async () => {
  const { folder, remove } = await temporaryFolder('genuine-bench')
  const port = await freePort()
  const options = ['--home', folder, '--fleet', 'genuine']
  const down = (): Promise<void> => realcave('down', '--volumes', '--yes', ...options)
  const measured = { discovery: [0], whole: [0], plain: [0], again: [0], reset: [0], anew: [0] }
  for (const list of Object.values(measured)) list.length = 0
  try {
    for (let round = 0; round < roundCount; round += 1) {
      measured.plain.push((await up(folder, port, inSequence)).whole)
      const removed = await timed(down)
      const ours = await up(folder, port, (steps) => steps)
      measured.discovery.push(ours.discovery)
      measured.whole.push(ours.whole)
      measured.anew.push(removed + ours.whole)
      measured.again.push(await timed(() => realcave('up', ...options)))
      measured.reset.push(await timed(() => realcave('reset', '--clean', '--yes', ...options)))
      await down()
    }
  } finally {
    await down()
    await remove()
  }
  const figure = { unit: 'ms', by: 'median', reach: null } as const
  const plain = { what: 'the same commands one after the other', samples: measured.plain }
  await record({ ...figure, what: 'genuine: up from empty volumes', samples: measured.whole, peer: plain })
  await record({
    ...figure,
    what: 'genuine: until discovery works',
    samples: measured.discovery,
    peer: plain,
  })
  await record({ ...figure, what: 'genuine: up when it runs', samples: measured.again, reach: 1000 })
  await record({
    ...figure,
    what: 'genuine: reset --clean',
    samples: measured.reset,
    peer: { what: 'down --volumes, then up', samples: measured.anew },
  })
})
