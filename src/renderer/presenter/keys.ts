import type { Wish } from './stage-event'

/** What a key on the stage does beyond the lesson itself. */
export type Handling = 'escape' | 'full' | 'speaker' | 'slower' | 'faster' | 'type' | 'nothing'

type Meaning = { readonly wish: Wish } | { readonly handling: Handling }

const wish = (kind: Exclude<Wish['kind'], 'jump' | 'digit'>): Meaning => ({ wish: { kind } })

/** A clicker's keys. They are the stage's even while somebody types into the terminal. */
const clicker: Readonly<Record<string, Meaning>> = {
  PageDown: wish('next'),
  PageUp: wish('back'),
  // Its start key: on stage already, and a reload would be a long pause.
  F5: { handling: 'nothing' },
}

const keyboard: Readonly<Record<string, Meaning>> = {
  ...clicker,
  ArrowRight: wish('next'),
  ArrowDown: wish('next'),
  ' ': wish('next'),
  ArrowLeft: wish('back'),
  ArrowUp: wish('back'),
  b: wish('black'),
  B: wish('black'),
  '.': wish('black'),
  r: wish('again'),
  k: wish('skip'),
  a: wish('accept'),
  x: wish('stop'),
  Home: wish('over'),
  Enter: wish('confirm'),
  Escape: { handling: 'escape' },
  f: { handling: 'full' },
  s: { handling: 'speaker' },
  t: { handling: 'type' },
  '-': { handling: 'slower' },
  '+': { handling: 'faster' },
}

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/** Where the keyboard is: on the stage itself, in a field or button of the view that is shown, or in the terminal. */
export type Focus = 'stage' | 'view' | 'terminal'

/** What a key means; null leaves it to where the keyboard is. */
export const meaningOf = (pressed: Pressed, focus: Focus): Meaning | null => {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null
  if (focus !== 'stage') return clicker[pressed.key] ?? null
  if (/^\d$/.test(pressed.key)) return { wish: { kind: 'digit', digit: pressed.key } }
  return keyboard[pressed.key] ?? null
}
