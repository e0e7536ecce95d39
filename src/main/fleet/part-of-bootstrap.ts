import { Failure } from '../../shared/errors'
import { noRecords } from '../orchestrator/record'
import { runSteps } from '../orchestrator/run-steps'
import type { Step } from '../orchestrator/step'
import { lookWhetherDone } from './control/look-steps'
import type { Fleet } from './fleet'

type Steps = readonly Step<Fleet>[]

/** What the services are given to show begins with this: before it there is no content. */
const content = 'first-version'
/** Of what comes before the content, all that a clean reset itself replaces, mends or asks for. */
const ofReset = new Set(['annotation-table', 'settled', 'graph'])

/** These steps with all that they need, in the order of the bootstrap; those that a fleet does not have are left out. */
const withNeeds = (steps: Steps, ids: readonly string[]): Steps => {
  const wanted = new Set<string>()
  const want = (id: string): void => {
    if (wanted.has(id)) return
    wanted.add(id)
    for (const need of steps.find((step) => step.id === id)?.needs ?? []) want(need)
  }
  for (const id of ids) want(id)
  return steps.filter(({ id }) => wanted.has(id))
}

/** PostgreSQL, and nothing half done in it. */
export const databaseSteps = ({ steps }: Fleet): Steps => withNeeds(steps, ['leftovers'])

export const graphSteps = ({ steps }: Fleet): Steps => withNeeds(steps, ['graph'])

/** All that a version is made with: the live table, the graph, and a worker that takes workflows. */
export const versionSteps = ({ steps }: Fleet): Steps =>
  withNeeds(steps, [content]).filter(({ id }) => id !== content)

/** The services that clients speak to, whatever they have to show. */
export const serviceSteps = (fleet: Fleet): Steps => versionSteps(fleet).filter(({ id }) => !ofReset.has(id))

export const holdAlready = async (fleet: Fleet, steps: Steps, signal: AbortSignal): Promise<boolean> =>
  (await lookWhetherDone(steps, fleet, signal)) !== null

/** Brings a part of the bootstrap about, whatever state it is in: one look where it holds, else as `up` does it. */
export const bringAbout = async (
  fleet: Fleet,
  steps: Steps,
  tell: (text: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  if (await holdAlready(fleet, steps, signal)) return
  const { error } = await runSteps({
    steps,
    context: fleet,
    signal,
    records: noRecords,
    observe: (views) => {
      const acting = views.find(({ state }) => state === 'acting')
      if (acting !== undefined) tell(`Starting what it needs. ${acting.title}: ${acting.detail}`)
    },
  })
  signal.throwIfAborted()
  if (error !== null) throw new Failure(error)
}
