import type { ResetPlan } from '../../../shared/domain/fleet'
import { Failure, toFailure } from '../../../shared/errors'
import type { Home } from '../../home/home'
import { readWanted } from '../../home/wanted'
import type { Fleet } from '../fleet'
import type { GoldenWork } from '../golden'
import { bringAbout, databaseSteps, holdAlready, versionSteps } from '../part-of-bootstrap'
import { resetClean, resetLive } from '../reset'
import { planReset } from '../reset-plan'
import type { Jobs, Tell } from './jobs'
import { wishUp } from './wishes'

interface ResetParts {
  readonly home: Home
  readonly fleet: Fleet
  readonly run: Jobs['run']
  /** Fails with FLEET_DOWN where PostgreSQL cannot be reached. */
  readonly reached: (signal: AbortSignal) => Promise<GoldenWork>
}

export interface Resets {
  plan(clean: boolean, signal: AbortSignal): Promise<ResetPlan>
  run(clean: boolean, signal: AbortSignal): Promise<{ readonly versions: readonly number[] }>
}

const notBegun = (error: unknown): Failure => {
  const { info } = toFailure(error, 'What a reset needs could not be started.')
  return new Failure({ ...info, fix: `${info.fix} Nothing was reset.` }, { cause: error })
}

/** A reset is asked for when a fleet is in disorder: what it needs and does not run is started, as `up` would. */
export const openResets = ({ home, fleet, run, reached }: ResetParts): Resets => {
  const isWanted = async (): Promise<boolean> => {
    const wanted = await readWanted(home)
    return wanted?.fleet === fleet.kind && wanted.state === 'up'
  }

  const start = async (steps: Fleet['steps'], tell: Tell, signal: AbortSignal): Promise<void> => {
    // A fleet that is meant to be down is not started by the way.
    if (!(await isWanted())) await reached(signal)
    if (await holdAlready(fleet, steps, signal)) return
    // What a person has stopped is started, too: the reset asks for it.
    await wishUp(home, fleet.kind)
    try {
      await bringAbout(fleet, steps, tell, signal)
    } catch (error) {
      signal.throwIfAborted()
      throw notBegun(error)
    }
  }

  const plan = async (clean: boolean, signal: AbortSignal): Promise<ResetPlan> =>
    planReset(fleet, await reached(signal), clean)

  return {
    plan: async (clean, signal) => {
      try {
        return await plan(clean, signal)
      } catch (error) {
        signal.throwIfAborted()
        const steps = databaseSteps(fleet)
        // Only where PostgreSQL is what it fails for.
        if (!(await isWanted()) || (await holdAlready(fleet, steps, signal))) throw error
        // Not called a reset: nobody has agreed to one yet.
        await run('up', signal, (tell, limited) => start(steps, tell, limited))
      }
      return plan(clean, signal)
    },
    run: (clean, signal) =>
      run(clean ? 'reset-clean' : 'reset', signal, async (tell, limited) => {
        await start(clean ? databaseSteps(fleet) : versionSteps(fleet), tell, limited)
        const reset = clean ? resetClean : resetLive
        return { versions: await reset(fleet, await reached(limited), tell) }
      }),
  }
}
