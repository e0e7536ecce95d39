import { useSyncExternalStore, type RefObject } from 'react'
import { TerminalScreen } from '../terminal/terminal-screen'
import '../terminal/terminal-pane.css'
import type { StageState } from './stage-state'
import { presenterTexts as texts } from './texts'

const followSize = (changed: () => void): (() => void) => {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}

/** To be read from the last row: some hundred letters across, whatever the projector. */
const useLetters = (): number =>
  useSyncExternalStore(followSize, () => Math.min(30, Math.max(15, Math.round(innerWidth / 71))))

/** What stands in the terminal's place; null where the terminal itself is to be seen. */
const veilOf = ({ phase, run, python }: StageState): string | null => {
  const { veils } = texts
  if (phase === 'failed') return veils.failed
  if (phase === 'resetting') return veils.resetting
  if (phase === 'stopping') return veils.stopping
  if (phase === 'waiting') return python === 'opening' ? veils.opening : veils.waiting
  return run?.fast === true ? veils.catchingUp : null
}

interface StageTerminalProps {
  readonly state: StageState
  readonly session: string | null
  readonly place: RefObject<HTMLDivElement | null>
  readonly onGone: () => void
  readonly onLeave: () => void
}

/** Python on stage. What is not for the audience is veiled: an error, and what catches up. */
export const StageTerminal = ({ state, session, place, onGone, onLeave }: StageTerminalProps) => {
  const letters = useLetters()
  const veil = veilOf(state)
  return (
    <section className="stage-terminal" aria-label={texts.terminal}>
      <div ref={place} className="stage-python" inert={veil !== null}>
        {session !== null && (
          <TerminalScreen
            key={session}
            session={session}
            letters={letters}
            takesInput={false}
            onGone={onGone}
            onLeave={onLeave}
          />
        )}
      </div>
      {veil !== null && <p className="stage-veil">{veil}</p>}
      <p className="stage-typing">{texts.typing}</p>
    </section>
  )
}
