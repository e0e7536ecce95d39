import { createContext, use, useState, type ReactNode } from 'react'
import { toast, toastFailure } from '../components/toast'
import { useCall } from '../core/use-call'
import { isRepairable } from './repairable'
import { fleetTexts as texts } from './texts'
import { tellNotStarted } from './ways-state'

const said = (title: string, detail = ''): void => void toast({ tone: 'ok', title, detail })

const useActions = () => {
  const failed = toastFailure
  const [resetAsked, askReset] = useState(false)
  const up = useCall('fleet.up', {
    done: (status) => said(texts.ready, texts.readyAt(status.address)),
    failed: tellNotStarted,
  })
  const down = useCall('fleet.down', { done: () => said(texts.stopped), failed })
  const switchFleet = useCall('fleet.switch', {
    done: ({ address }, { kind }) => said(texts.switch.done[kind], texts.readyAt(address)),
    failed: tellNotStarted,
  })
  const repairWorker = useCall('fleet.repairWorker', {
    done: () => said(texts.repaired, texts.repairedDetail),
    failed,
  })
  const materialize = useCall('fleet.materialize', {
    done: ({ version }) => said(texts.materialized(version), texts.materializedDetail),
    failed: (error) =>
      toastFailure(
        error,
        isRepairable(error)
          ? { label: texts.repairWorker, run: () => repairWorker.run(undefined) }
          : undefined,
      ),
  })
  const rebuildGraph = useCall('fleet.rebuildGraph', { done: () => said(texts.rebuilt), failed })
  const service = useCall('fleet.service', {
    done: (_, { service: name, action }) => said(`${name} ${texts.did[action]}`),
    failed,
  })
  const reset = useCall('fleet.reset', {
    done: ({ versions }, { clean }) =>
      said(texts.reset.done[clean ? 'clean' : 'live'], texts.reset.doneDetail(versions.join(', '))),
    failed,
  })
  const setBaseline = useCall('baseline.set', { done: () => said(texts.baselineSet), failed })
  const clearBaseline = useCall('baseline.clear', { done: () => said(texts.baselineCleared), failed })
  const calls = {
    up,
    down,
    switchFleet,
    materialize,
    repairWorker,
    rebuildGraph,
    service,
    reset,
    setBaseline,
    clearBaseline,
  }
  return {
    ...calls,
    resetAsked,
    askReset,
    /** The work that this panel asked for and can therefore cancel. */
    own: Object.values(calls).find((call) => call.pending) ?? null,
  }
}

const ActionsContext = createContext<ReturnType<typeof useActions> | null>(null)

/** The verbs of the fleet, above all views: header and views share what is under way, and its end is told wherever one is. */
export const FleetActions = ({ children }: { readonly children: ReactNode }) => {
  const actions = useActions()
  return <ActionsContext value={actions}>{children}</ActionsContext>
}

export const useFleetActions = (): ReturnType<typeof useActions> => {
  const actions = use(ActionsContext)
  if (actions === null) throw new Error('A view was rendered outside of FleetActions.')
  return actions
}
