import type { Step } from '../../orchestrator/step'
import { makeOf } from '../baseline'
import type { Fleet } from '../fleet'
import { makeGolden, readSet } from '../golden'
import { otherMake } from '../golden-make'
import { explainAs, reach } from './step-parts'

export const goldenCopies = (needs: readonly string[]): Step<Fleet> => ({
  id: 'golden-copies',
  title: 'Golden copies for the clean reset',
  needs,
  limit: {
    milliseconds: 150_000,
    reason: 'copying two small databases takes seconds even on a slow disk',
  },
  probe: async (fleet, signal) => {
    const manifest = await readSet({ ...(await reach(fleet, signal)), signal }, 'first')
    if (manifest === null) return { holds: false, detail: 'There are none.' }
    const made = `Made at ${manifest.madeAt}, of version ${manifest.versions.join(', ')}.`
    const other = otherMake(fleet, manifest)
    // There is no other first state to make them of: whoever wants a clean reset declares a baseline.
    const detail = other === null ? made : `${made} They do not fit the services that run now. ${other}`
    return { holds: true, detail }
  },
  act: async (fleet, report, signal) => {
    report.detail('Copying the databases')
    await makeGolden({ ...(await reach(fleet, signal)), signal }, 'first', makeOf(fleet))
    report.detail('Waiting until every service answers again')
    await fleet.settle(signal)
  },
  explain: explainAs('The golden copies were not made.', 'Run "up" again.'),
})
