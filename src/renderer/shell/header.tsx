import { Camera, Moon, RotateCcw, Search, Settings, Sparkles, Sun } from 'lucide-react'
import { declaredOf } from '../../shared/commands'
import type { FleetStatus } from '../../shared/domain/fleet'
import { showOverlay } from '../commands/overlay'
import { Button, IconButton } from '../components/button'
import { StateDot, type Tone } from '../components/state-mark'
import { classroomTexts } from '../classroom/texts'
import { isBeingMended, isReached, isUsable, takesNoWork, useFleet } from '../core/fleet-status'
import { toggleTheme, useTheme } from '../design/theme'
import { present } from '../fleet/service-state'
import { useFleetActions } from '../fleet/fleet-actions'
import { ariaKeys, withKeys } from '../shortcuts/key-names'
import { Keys } from '../shortcuts/keys'
import { isMac } from '../shortcuts/strokes'
import { NewerVersion } from '../life/newer-version'
import { OwnPythonPill } from '../own-python/own-python-pill'
import { texts } from '../texts'
import { SameInCode } from './same-in-code'
import '../components/pill.css'
import './header.css'

const phaseTones: Readonly<Record<FleetStatus['phase'], Tone>> = {
  down: 'idle',
  starting: 'busy',
  ready: 'ok',
  degraded: 'warn',
  failed: 'bad',
  stopping: 'busy',
}

const FleetPill = ({ status }: { readonly status: FleetStatus | null }) => {
  const reached = useFleet(isReached)
  if (status === null) return <span className="pill">{texts.looking}</span>
  const services = present(status.services, status.kind)
  const healthy = services.filter(({ state }) => state === 'healthy').length
  return (
    <a className={`pill pill-${status.kind}`} href="#/services" title={status.reason}>
      <StateDot tone={reached ? phaseTones[status.phase] : 'idle'} />
      <strong>{texts.kinds[status.kind]}</strong>
      <span className="pill-rest tabular">
        {!reached && texts.lastKnown}
        {isBeingMended(status) ? texts.mending : texts.phases[status.phase]}
        {isUsable(status) && ` · ${texts.healthy(healthy, services.length)}`}
      </span>
    </a>
  )
}

const paletteKeys = declaredOf('panel.palette').keys ?? ''

/** The way to everything by name. */
const Find = () => (
  <button
    type="button"
    className="pill find"
    title={withKeys(texts.commands, paletteKeys, isMac())}
    aria-keyshortcuts={ariaKeys(paletteKeys, isMac())}
    aria-haspopup="dialog"
    onClick={() => showOverlay('palette')}
  >
    <Search aria-hidden />
    <span className="find-word">{texts.commands}</span>
    <Keys keys={paletteKeys} />
  </button>
)

export const Header = () => {
  const status = useFleet((fleet) => fleet.status)
  const { theme, set: themeSet } = useTheme()
  const actions = useFleetActions()
  const busy = useFleet(takesNoWork)
  const usable = isUsable(status)
  return (
    <header className="header">
      <a className="brand" href="#/services">
        {texts.product}
      </a>
      <FleetPill status={status} />
      {status !== null && <OwnPythonPill datastack={status.datastack} address={status.address} />}
      <NewerVersion />
      <div className="header-actions">
        <Find />
        <SameInCode />
        <IconButton
          label={texts.themes[theme]}
          icon={theme === 'dark' ? Sun : Moon}
          disabled={themeSet}
          title={themeSet ? classroomTexts.set : texts.themes[theme]}
          onClick={toggleTheme}
        />
        <IconButton
          label={texts.settings}
          title={withKeys(texts.settings, declaredOf('panel.settings').keys, isMac())}
          icon={Settings}
          aria-haspopup="dialog"
          onClick={() => showOverlay('settings')}
        />
        <Button
          icon={Camera}
          title={texts.materializeHint}
          disabled={busy || !usable}
          pending={actions.materialize.pending}
          onClick={() => actions.materialize.run(undefined)}
        >
          <span className="header-word">{texts.materialize}</span>
        </Button>
        <Button
          icon={RotateCcw}
          title={texts.resetHint}
          disabled={busy || !usable}
          onClick={() => actions.askReset(true)}
        >
          <span className="header-word">{texts.reset}</span>
        </Button>
        <Button
          look={status?.phase === 'ready' ? 'plain' : 'primary'}
          icon={Sparkles}
          title={texts.getReadyHint}
          disabled={busy}
          pending={actions.up.pending}
          onClick={() => actions.up.run(undefined)}
        >
          <span className="header-word">{texts.getReady}</span>
        </Button>
      </div>
    </header>
  )
}
