import { Bookmark, Undo2 } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Baseline } from '../../shared/domain/fleet'
import { Button } from '../components/button'
import { moment, plural } from '../components/format'
import { FailureNotice, Skeleton } from '../components/notice'
import { Panel } from '../components/panel'
import { useAnswer } from '../core/use-call'
import { useFleetActions } from './fleet-actions'
import { fleetTexts as texts } from './texts'

const Content = ({ baseline }: { readonly baseline: Baseline | null }) => {
  if (baseline === null) return <p>{texts.baselineNone}</p>
  const holds = texts.baselineHolds(
    plural(baseline.tables.length, 'table'),
    plural(baseline.versions.length, 'version'),
  )
  return (
    <p>
      {baseline.origin === 'first' ? texts.baselineFirst : texts.baselineDeclared} {holds}{' '}
      <span className="mute" title={baseline.madeAt}>
        {moment(baseline.madeAt)}
      </span>
    </p>
  )
}

export const BaselinePanel = ({ busy }: { readonly busy: boolean }) => {
  const { setBaseline, clearBaseline } = useFleetActions()
  const client = useQueryClient()
  const baseline = useAnswer('baseline.read', undefined)
  useEffect(() => {
    // Any work on the fleet may have made or changed it.
    if (!busy) void client.invalidateQueries({ queryKey: ['baseline.read'] })
  }, [client, busy])
  return (
    <Panel label={texts.baseline} className="tool">
      <div>
        <h2>{texts.baseline}</h2>
        <p className="mute">{texts.baselineAbout}</p>
      </div>
      {baseline.error !== null ? (
        <FailureNotice error={baseline.error.info} />
      ) : baseline.data === undefined ? (
        <Skeleton lines={1} label={texts.baseline} />
      ) : (
        <Content baseline={baseline.data} />
      )}
      <div className="tool-actions">
        <Button
          icon={Bookmark}
          title={texts.setBaselineHint}
          disabled={busy}
          pending={setBaseline.pending}
          onClick={() => setBaseline.run(undefined)}
        >
          {texts.setBaseline}
        </Button>
        {baseline.data?.origin === 'declared' && (
          <Button
            icon={Undo2}
            disabled={busy}
            pending={clearBaseline.pending}
            onClick={() => clearBaseline.run(undefined)}
          >
            {texts.clearBaseline}
          </Button>
        )}
      </div>
    </Panel>
  )
}
