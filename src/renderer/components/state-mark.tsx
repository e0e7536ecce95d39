import {
  Ban,
  Check,
  Circle,
  CircleDashed,
  LoaderCircle,
  TriangleAlert,
  X,
  type LucideIcon,
} from 'lucide-react'
import './state-mark.css'

/** What a state means to the reader; never told by colour alone: an icon and a word go with it. */
export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'idle' | 'off'

const icons: Readonly<Record<Tone, LucideIcon>> = {
  ok: Check,
  busy: LoaderCircle,
  warn: TriangleAlert,
  bad: X,
  idle: CircleDashed,
  off: Ban,
}

export const StateIcon = ({ tone }: { readonly tone: Tone }) => {
  const Icon = icons[tone]
  return (
    <span className={`state-icon state-${tone}`} aria-hidden>
      <Icon className={tone === 'busy' ? 'spin' : undefined} />
    </span>
  )
}

export const StateMark = ({ tone, word }: { readonly tone: Tone; readonly word: string }) => (
  <span className={`state-mark state-${tone}`}>
    <StateIcon tone={tone} />
    {word}
  </span>
)

export const StateDot = ({ tone }: { readonly tone: Tone }) => (
  <Circle className={`state-dot state-${tone}`} aria-hidden />
)
