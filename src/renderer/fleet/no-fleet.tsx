import { Power } from 'lucide-react'
import type { ErrorInfo } from '../../shared/errors'
import { Empty } from '../components/notice'
import { Panel } from '../components/panel'
import { EngineRemedy } from '../engine/engine-remedy'
import { SwitchButton } from './switch-button'
import { fleetTexts as texts } from './texts'

export const needsEngine = ({ code }: ErrorInfo): boolean => code === 'ENGINE_MISSING'

/** Why there is none stands above: what may bring it back; the practice fleet needs nothing that could be missing. */
export const NoFleet = ({ error }: { readonly error: ErrorInfo }) => (
  <>
    {needsEngine(error) && <EngineRemedy />}
    <Panel label={texts.noFleet}>
      <Empty icon={Power} title={texts.noFleet} action={<SwitchButton to="practice" />}>
        {texts.switch.about.practice}
      </Empty>
    </Panel>
  </>
)
