import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { explainAs } from '../steps/step-parts'
import type { GenuineParts } from './parts'

/** Looked at before anything is downloaded that could not be started without it. */
export const compose = ({ project }: GenuineParts): Step<Fleet> => ({
  id: 'compose',
  title: 'Docker Compose',
  needs: [],
  limit: {
    milliseconds: 60_000,
    reason: 'it tells its version within a second, under a virus scanner later',
  },
  probe: async (_fleet, signal) => ({ holds: true, detail: `It is ${await project.compose(signal)}.` }),
  act: async (_fleet, _report, signal) => {
    await project.compose(signal)
  },
  explain: explainAs('Docker Compose could not be asked for its version.', 'Restart Docker, then retry.'),
})
