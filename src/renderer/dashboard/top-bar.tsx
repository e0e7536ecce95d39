import { Moon, Sun } from 'lucide-react'
import { IconButton } from '../components/button'
import { StateDot, type Tone } from '../components/state-mark'
import { toggleTheme, useTheme } from '../design/theme'
import { AddressPill } from '../shell/address-pill'
import { texts } from '../texts'
import { datastack } from './cave'
import type { SeenFleet } from './services/use-services'
import { dashboardTexts } from './texts'
import './top-bar.css'

const phaseOf = ({ services, unreachable }: SeenFleet): { readonly tone: Tone; readonly word: string } => {
  if (unreachable !== null) return { tone: 'bad', word: texts.phases.down }
  if (services.some(({ state }) => state === 'unhealthy'))
    return { tone: 'warn', word: texts.phases.degraded }
  if (services.some(({ state }) => state === 'looking')) return { tone: 'busy', word: dashboardTexts.looking }
  return { tone: 'ok', word: texts.phases.ready }
}

const FleetPill = ({ fleet }: { readonly fleet: SeenFleet }) => {
  const { kind, services } = fleet
  const { tone, word } = phaseOf(fleet)
  const healthy = services.filter(({ state }) => state === 'healthy').length
  return (
    <span
      className={`pill${kind === null ? '' : ` pill-${kind}`}`}
      title={kind === null ? undefined : `${dashboardTexts.kindHints[kind]} ${dashboardTexts.askedHint}`}
    >
      <StateDot tone={tone} />
      {kind !== null && <strong>{texts.kinds[kind]}</strong>}
      <span className="tabular">
        {word}
        {fleet.unreachable === null && ` · ${dashboardTexts.answering(healthy, services.length)}`}
      </span>
    </span>
  )
}

interface TopBarProps {
  readonly fleet: SeenFleet
  readonly address: string
}

export const TopBar = ({ fleet, address }: TopBarProps) => {
  const theme = useTheme((state) => state.theme)
  return (
    <header className="top">
      <h1 className="top-brand">{texts.product}</h1>
      <FleetPill fleet={fleet} />
      <AddressPill datastack={datastack} address={address} />
      <span className="top-end">
        <span className="mute">{dashboardTexts.readOnly}</span>
        <IconButton label={texts.themes[theme]} icon={theme === 'dark' ? Sun : Moon} onClick={toggleTheme} />
      </span>
    </header>
  )
}
