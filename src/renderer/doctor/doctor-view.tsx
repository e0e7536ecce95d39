import { FileArchive, RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { Check } from '../../shared/domain/doctor'
import { Button } from '../components/button'
import { FailureNotice, Skeleton } from '../components/notice'
import { Panel, View } from '../components/panel'
import { StateMark, type Tone } from '../components/state-mark'
import { useAnswer } from '../core/use-call'
import { useAsked } from '../views/asked'
import { CheckRemedy } from './check-remedy'
import { DiagnosticsDialog } from './diagnostics-dialog'
import { doctorTexts as texts } from './texts'
import './doctor-view.css'

const tones: Readonly<Record<Check['state'], Tone>> = {
  passed: 'ok',
  warning: 'warn',
  failed: 'bad',
  skipped: 'off',
}

const CheckRow = ({ check }: { readonly check: Check }) => (
  <li className="check">
    <StateMark tone={tones[check.state]} word={texts.words[check.state]} />
    <div>
      <h3>{check.title}</h3>
      <p className="mute">{check.what}</p>
      {check.state !== 'passed' && check.state !== 'skipped' && (
        <dl className="notice-list">
          {check.why !== '' && (
            <>
              <dt>{texts.why}</dt>
              <dd>{check.why}</dd>
            </>
          )}
          {check.fix !== '' && (
            <>
              <dt>{texts.fix}</dt>
              <dd>{check.fix}</dd>
            </>
          )}
        </dl>
      )}
      {check.action !== null && <CheckRemedy action={check.action} />}
    </div>
  </li>
)

const urgency: Readonly<Record<Check['state'], number>> = { failed: 0, warning: 1, skipped: 2, passed: 2 }

/** What is to be done first; what is fine in the order in which it was looked at. */
const byUrgency = (checks: readonly Check[]): readonly Check[] =>
  [...checks].sort((one, other) => urgency[one.state] - urgency[other.state])

const summary = (checks: readonly Check[]): string => {
  const failed = checks.filter(({ state }) => state === 'failed').length
  const warnings = checks.filter(({ state }) => state === 'warning').length
  return failed + warnings === 0 ? texts.fine : texts.notFine(failed, warnings)
}

export const DoctorView = () => {
  // Looked at afresh on each visit: ports and disks change by themselves.
  const checks = useAnswer('doctor.run', undefined, { staleTime: 0 })
  const [bundling, setBundling] = useState(false)
  useAsked('diagnostics', () => setBundling(true))
  return (
    <View
      title={texts.title}
      about={texts.about}
      actions={
        <>
          <Button icon={FileArchive} onClick={() => setBundling(true)}>
            {texts.diagnostics.ask}
          </Button>
          <Button icon={RotateCw} pending={checks.isFetching} onClick={() => void checks.refetch()}>
            {texts.again}
          </Button>
        </>
      }
    >
      {checks.error !== null && <FailureNotice error={checks.error.info} />}
      {checks.isPending && <Skeleton lines={8} label={texts.checking} />}
      {checks.data !== undefined && (
        <Panel label={texts.title} title={summary(checks.data)}>
          <ul>
            {byUrgency(checks.data).map((check) => (
              <CheckRow key={check.id} check={check} />
            ))}
          </ul>
        </Panel>
      )}
      <DiagnosticsDialog open={bundling} onClose={() => setBundling(false)} />
    </View>
  )
}
