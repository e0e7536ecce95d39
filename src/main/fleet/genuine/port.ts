import { Failure } from '../../../shared/errors'
import type { Step } from '../../orchestrator/step'
import { portOf } from '../address'
import type { Fleet } from '../fleet'
import { explainAs } from '../steps/step-parts'
import type { PortTrouble } from './port-trouble'

/** Looked at before anything is downloaded or stopped for a fleet that then could not be reached. */
export const port = (portTrouble: PortTrouble): Step<Fleet> => ({
  id: 'port',
  title: 'Port of the fleet',
  needs: [],
  limit: { milliseconds: 30_000, reason: 'the system tells within a second who has a port' },
  probe: async ({ address }, signal) => {
    const trouble = await portTrouble(signal)
    const name = `Port ${String(portOf(address))}`
    return trouble === null
      ? { holds: true, detail: `${name} can be used.` }
      : { holds: false, detail: `${name} cannot be used. ${trouble.why}` }
  },
  act: async ({ address }, _report, signal) => {
    const trouble = await portTrouble(signal)
    if (trouble === null) return
    const what = `Port ${String(portOf(address))} of this machine cannot be used.`
    throw new Failure({ code: 'PORT_TAKEN', what, ...trouble })
  },
  explain: explainAs('The port of the fleet could not be looked at.', 'Use another port: --port N.'),
})
