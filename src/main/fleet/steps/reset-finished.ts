import type { Step } from '../../orchestrator/step'
import { finishReset } from '../finish-reset'
import type { Fleet } from '../fleet'
import { readNote } from '../reset-note'
import { explainAs, reach } from './step-parts'

/** A reset that was killed after it had brought the data back has left something to do: a version, queues, services that were cut. */
export const resetFinished = (needs: readonly string[]): Step<Fleet> => ({
  id: 'reset-finished',
  title: 'No reset cut short',
  needs,
  limit: {
    milliseconds: 600_000,
    reason: 'it may have to materialize, which takes minutes on a busy machine',
  },
  probe: async (fleet, signal) => {
    const note = await readNote({ ...(await reach(fleet, signal)), signal })
    return note === null
      ? { holds: true, detail: 'None was.' }
      : {
          holds: false,
          detail:
            note.reset === 'clean'
              ? 'After a clean reset the services were not seen to.'
              : 'After a reset of the live table its version was not made.',
        }
  },
  act: async (fleet, report, signal) => {
    await finishReset(fleet, { ...(await reach(fleet, signal)), signal }, (text, progress) => {
      report.detail(text)
      if (progress !== undefined) report.progress(progress)
    })
  },
  explain: explainAs('What a reset had left to do could not be done.', 'Run "up" again.'),
})
