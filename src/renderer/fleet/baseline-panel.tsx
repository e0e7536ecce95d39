import { Bookmark, Undo2 } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Baseline } from '../../shared/domain/fleet'
import { codeTexts } from '../code/texts'
import { Button } from '../components/button'
import { moment, plural } from '../components/format'
import { NoCall } from '../code/no-call'
import { Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { Panel } from '../components/panel'
import { useAnswer } from '../core/use-call'
import { useAsked } from '../views/asked'
import { BaselineDialog, type BaselineChange } from './baseline-dialog'
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
  const [asked, setAsked] = useState<BaselineChange | null>(null)
  const act = (change: BaselineChange): void => {
    setAsked(null)
    if (change === 'set') setBaseline.run(undefined)
    else clearBaseline.run(undefined)
  }
  const declared = baseline.data?.origin === 'declared' ? baseline.data : null
  /** Nothing is replaced that is not known to be there: asked for before it was read, it is read first. */
  const wish = async (change: BaselineChange): Promise<void> => {
    const known = baseline.data ?? (await baseline.refetch()).data
    if (change === 'set' && known?.origin === 'first') act('set')
    else if (known !== undefined) setAsked(change)
  }
  useAsked('set-baseline', () => void wish('set'))
  useAsked('clear-baseline', () => void wish('clear'))
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
        <ReadFailure error={baseline.error.info} onRetry={() => void baseline.refetch()} />
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
          onClick={() => void wish('set')}
        >
          {texts.setBaseline}
        </Button>
        {declared !== null && (
          <Button
            icon={Undo2}
            disabled={busy}
            pending={clearBaseline.pending}
            onClick={() => void wish('clear')}
          >
            {texts.clearBaseline}
          </Button>
        )}
      </div>
      <NoCall verb="setBaseline" does={codeTexts.same.does.setBaseline} />
      {declared !== null && (
        <BaselineDialog change={asked} baseline={declared} onClose={() => setAsked(null)} onAct={act} />
      )}
    </Panel>
  )
}
