import {
  ChevronLeft,
  ChevronRight,
  LogOut,
  Minus,
  Moon,
  Plus,
  RotateCcw,
  RotateCw,
  Square,
  Sun,
} from 'lucide-react'
import { Button, IconButton } from '../components/button'
import type { Snapshot, ToStage } from './link'
import { nextSpeed } from './pace'
import type { Wish } from './stage-event'
import { speakerTexts as texts } from './texts'

interface SpeakerControlsProps {
  readonly now: Snapshot
  readonly wish: (wish: Wish) => void
  readonly say: (message: ToStage) => void
}

/** Everything that the stage's keys do, as buttons. */
export const SpeakerControls = ({ now, wish, say }: SpeakerControlsProps) => {
  const { state, keyTime, rehearsal } = now
  const { phase } = state
  const runs = phase === 'running' || phase === 'stopping' || phase === 'waiting'
  const asks = state.asking !== null
  const busy = runs || phase === 'resetting' || asks
  const type = (by: -1 | 1): void => say({ kind: 'pace', keyTime: nextSpeed(keyTime, by), rehearsal })
  return (
    <footer className="speaker-controls" role="group" aria-label={texts.controls}>
      <Button icon={ChevronLeft} disabled={busy} onClick={() => wish({ kind: 'back' })}>
        {texts.back}
      </Button>
      {runs ? (
        <Button
          look="danger"
          icon={Square}
          pending={phase === 'stopping'}
          onClick={() => wish({ kind: 'stop' })}
        >
          {texts.stop}
        </Button>
      ) : (
        <Button
          look="primary"
          icon={ChevronRight}
          disabled={busy || phase === 'end'}
          onClick={() => wish({ kind: 'next' })}
        >
          {texts.go}
        </Button>
      )}
      <Button
        icon={RotateCw}
        disabled={asks || phase !== 'done' || !state.runnable[state.step]}
        onClick={() => wish({ kind: 'again' })}
      >
        {texts.again}
      </Button>
      <Button icon={state.black ? Sun : Moon} onClick={() => wish({ kind: 'black' })}>
        {state.black ? texts.light : texts.black}
      </Button>
      <span className="speaker-typing" role="group" aria-label={texts.typing}>
        <IconButton label={texts.slower} icon={Minus} onClick={() => type(-1)} />
        <span className="tabular">{texts.speed(keyTime)}</span>
        <IconButton label={texts.faster} icon={Plus} onClick={() => type(1)} />
      </span>
      <label className="speaker-rehearsal" title={texts.rehearsalHint}>
        <input
          type="checkbox"
          checked={rehearsal}
          onChange={(event) => say({ kind: 'pace', keyTime, rehearsal: event.target.checked })}
        />
        {texts.rehearsal}
      </label>
      <span className="speaker-last">
        <Button
          look="quiet"
          icon={RotateCcw}
          disabled={phase === 'resetting' || asks}
          onClick={() => wish({ kind: 'over' })}
        >
          {texts.over}
        </Button>
        <Button look="quiet" icon={LogOut} onClick={() => wish({ kind: 'leave' })}>
          {texts.leave}
        </Button>
      </span>
    </footer>
  )
}
