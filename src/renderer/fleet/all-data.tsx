import { FailureNotice, Skeleton } from '../components/notice'
import { isUsable, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { fleetTexts as texts } from './texts'
import './reset-contents.css'

/** By name, what is removed with the fleet's volumes. A fleet that does not answer cannot tell its tables. */
export const AllData = () => {
  const enabled = useFleet((fleet) => isUsable(fleet.status))
  const fresh = { enabled, staleTime: 0 }
  const tables = useAnswer('tables.list', undefined, fresh)
  const versions = useAnswer('versions.list', undefined, fresh)
  const baseline = useAnswer('baseline.read', undefined)
  if (!enabled) return <p className="reset-removed">{texts.goesUntold}</p>
  const error = tables.error ?? versions.error
  if (error !== null) return <FailureNotice error={error.info} />
  if (tables.data === undefined || versions.data === undefined)
    return <Skeleton lines={2} label={texts.goesReading} />
  return (
    <div className="reset-plan reset-removed" role="status">
      <p>{texts.tablesGo(tables.data.map(({ name, allRows }) => texts.tableGoes(name, allRows)))}</p>
      <p>{texts.versionsGo(versions.data.map(({ version }) => version))}</p>
      {baseline.data?.origin === 'declared' && <p>{texts.baselineGoesToo}</p>}
    </div>
  )
}
