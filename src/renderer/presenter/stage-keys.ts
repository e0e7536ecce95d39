import { isFull, leaveFull, toggleFull } from '../views/full-screen'
import { meaningOf, type Focus, type Handling } from './keys'
import { openSpeaker } from './open-speaker'
import { nextSpeed, setPace, usePace } from './pace'
import type { Wish } from './stage-event'
import { isHalfDone } from './stage-moves'
import type { StageState } from './stage-state'
import { useWindowKeys } from '../components/window-keys'

/** A dialog or a list of the view stands beside the stage in the page. What is typed there, and Escape, is its own. */
const isInFront = (target: EventTarget | null): boolean =>
  target instanceof Element && !target.contains(document.body) && target.closest('.stage') === null

const focusOf = (target: EventTarget | null): Focus => {
  if (isInFront(target)) return 'view'
  if (!(target instanceof Element)) return 'stage'
  if (target.closest('.stage-terminal') !== null) return 'terminal'
  return target.closest('.stage-view, .stage-ask') === null ? 'stage' : 'view'
}

/** Steps back by one: what is half done, then full screen, then the stage itself. */
const escape = (state: StageState, wish: (wish: Wish) => void): void => {
  if (isHalfDone(state)) wish({ kind: 'cancel' })
  else if (isFull()) void leaveFull()
  else wish({ kind: 'leave' })
}

interface StageKeys {
  readonly state: StageState
  readonly wish: (wish: Wish) => void
  /** Gives the keyboard back to the stage. */
  readonly takeKeys: () => void
  /** Gives it to the terminal. */
  readonly typeInto: () => void
}

/** The stage's keys, heard before anything on it: a clicker works wherever the keyboard is. */
export const useStageKeys = ({ state, wish, takeKeys, typeInto }: StageKeys): void => {
  const handle = (handling: Handling): void => {
    const { keyTime, rehearsal } = usePace.getState()
    if (handling === 'escape') escape(state, wish)
    else if (handling === 'full') toggleFull()
    else if (handling === 'speaker') openSpeaker()
    else if (handling === 'type') typeInto()
    else if (handling !== 'nothing')
      setPace({ keyTime: nextSpeed(keyTime, handling === 'faster' ? 1 : -1), rehearsal })
  }
  useWindowKeys((event) => {
    const focus = focusOf(event.target)
    if (focus === 'view' && event.key === 'Escape') {
      if (isInFront(event.target)) return false
      takeKeys()
      return true
    }
    const meaning = meaningOf(event, focus)
    if (meaning === null) return false
    // A key that is held down is one wish.
    if (event.repeat) return true
    if ('handling' in meaning) handle(meaning.handling)
    else {
      takeKeys()
      wish(meaning.wish)
    }
    return true
  })
}
