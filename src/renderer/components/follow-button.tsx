import { Pause, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { partTexts as texts } from './texts'

interface FollowButtonProps {
  readonly paused: boolean
  readonly onChange: (event: { readonly kind: 'follow' | 'pause' }) => void
  /** What stands before it. */
  readonly children?: ReactNode
}

/** The end of a stream's toolbar: whether what comes is let in as it comes. */
export const FollowButton = ({ paused, onChange, children }: FollowButtonProps) => (
  <div className="toolbar-end">
    {children}
    <Button
      icon={paused ? Play : Pause}
      aria-pressed={!paused}
      onClick={() => onChange({ kind: paused ? 'follow' : 'pause' })}
    >
      {paused ? texts.follow : texts.pause}
    </Button>
  </div>
)
