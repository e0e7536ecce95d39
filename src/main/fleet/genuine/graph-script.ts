import { Failure } from '../../../shared/errors'
import type { Project } from '../../engine/engine'
import { seconds, within, type Limit } from '../../waiting/limit'

/** Writing the graph takes 2 s; the client in the script gives a lost emulator up after 60 s. */
const milliseconds = 80_000

const overdue = (limit: number): Limit => ({
  milliseconds: limit,
  over: () =>
    new Failure({
      code: 'TIMED_OUT',
      what: 'The dummy graph was not built.',
      why: `create_dummy_graph.py had not ended after ${seconds(limit)}: the emulator does not answer.`,
      fix: 'Restart bigtable, then retry.',
    }),
})

/**
 * The genuine fleet's `rebuildGraph`. It runs inside the pcg container, so that the graph's version is the server's
 * (CAVE-FACTS 8.10); the server needs no restart afterwards.
 */
export const runGraphScript = async (
  project: Project,
  log: (line: string) => void,
  signal: AbortSignal,
  limit = milliseconds,
): Promise<void> => {
  const command = ['python', '/cfg/create_dummy_graph.py']
  const { status, output, errors } = await within(signal, overdue(limit), (limited) =>
    project.exec('pcg', command, log, limited),
  )
  if (status === 0) return
  // Reading chunks fills the output with lines of its own: the last one is the script's (CAVE-FACTS 8.G).
  const last = `${output}\n${errors}`.trim().split('\n').at(-1) ?? ''
  throw new Failure({
    code: 'STEP_FAILED',
    what: 'The dummy graph was not built.',
    why: `create_dummy_graph.py ended with ${status}: ${last}`,
    fix: 'Check that bigtable runs, look at the log of pcg, then retry.',
  })
}
