import { chooseFleet, type GenuineOffer } from '../fleet/choose'
import { createFleetController } from '../fleet/control/create'
import { createSwitchingController, type SwitchingController } from '../fleet/control/switching'
import type { FleetController } from '../fleet/controller'
import type { Fleet } from '../fleet/fleet'
import type { Genuine } from '../fleet/genuine/open-genuine'
import { imagesMissing } from '../fleet/images/image-library'
import { readClassroom } from '../home/classroom-file'
import { readWanted } from '../home/wanted'
import type { FleetKind } from '../../shared/domain/fleet'
import { toFailure, type ErrorInfo } from '../../shared/errors'
import type { CoreOptions } from './core-options'

/** An engine that answers tells in milliseconds which images it has; one that hangs must not hold up the practice fleet. */
const lookMilliseconds = 10_000

/** Chooses the fleet and opens what controls it; it can be exchanged for the other one later. */
export const openController = async (
  options: CoreOptions,
  genuine: () => Promise<Genuine>,
): Promise<SwitchingController> => {
  const { home, self, resources, warn } = options
  const missing = async (): Promise<readonly string[]> => {
    const { project, supply } = await genuine()
    const signal = AbortSignal.timeout(lookMilliseconds)
    await project.compose(signal)
    return supply.missing(signal)
  }
  const trouble = async (look: () => Promise<unknown>): Promise<ErrorInfo | null> => {
    try {
      await look()
      return null
    } catch (error) {
      return toFailure(error).info
    }
  }
  const offer = async (): Promise<GenuineOffer> => {
    let lacking: readonly string[] = []
    const against = await trouble(async () => (lacking = await missing()))
    return { trouble: against, missing: lacking }
  }
  const practice = async (): Promise<Fleet> => {
    const { createPracticeFleet } = await import('../fleet/practice/practice-fleet')
    return createPracticeFleet({ home, self, resources })
  }
  const control = async (kind: FleetKind, reason: string): Promise<FleetController> => {
    const fleet = kind === 'practice' ? await practice() : (await genuine()).fleet
    return createFleetController({ home, fleet, reason, warn })
  }
  return createSwitchingController({
    // Only the genuine one can fail to open.
    wantedFirst: 'genuine',
    first: async () => {
      const { kind, reason } = await chooseFleet({
        // Asked for and set are the same: something else was refused.
        set: options.fleet === undefined ? (await readClassroom(home.folder))?.settings.fleet : undefined,
        asked: options.fleet,
        remembered: home.settings.fleet,
        because: home.settings.because,
        engine: () => trouble(genuine),
        genuine: offer,
      })
      return control(kind, reason)
    },
    open: async (kind) => {
      if (kind === 'genuine') {
        const lacking = await missing()
        if (lacking.length > 0) throw imagesMissing(lacking)
      }
      return control(kind, `The ${kind} fleet was chosen in the panel.`)
    },
    inTheWay: async (kind) => {
      const wanted = await readWanted(home)
      if (wanted === null || wanted.fleet === kind || wanted.state === 'down') return null
      // An engine that has gone has no fleet that could be in the way.
      return control(wanted.fleet, '').catch(() => null)
    },
  })
}
