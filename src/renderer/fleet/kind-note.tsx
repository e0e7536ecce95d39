import { Boxes, FlaskConical, Settings2 } from 'lucide-react'
import type { FleetKind } from '../../shared/domain/fleet'
import { Button } from '../components/button'
import { placeTexts } from './place-texts'
import { fleetTexts as texts } from './texts'
import { askWays } from './ways-state'

interface KindNoteProps {
  readonly kind: FleetKind
  readonly reason: string
  readonly busy: boolean
}

/** Which fleet this is, and why: a practice fleet is never mistaken for the genuine one. Where it is can be changed beside it. */
export const KindNote = ({ kind, reason, busy }: KindNoteProps) => {
  const Icon = kind === 'practice' ? FlaskConical : Boxes
  return (
    <div className={`kind kind-${kind}`} role="note">
      <Icon aria-hidden />
      <p>
        <strong>{texts.kindTitle[kind]}.</strong> {reason}
      </p>
      <Button small look="quiet" icon={Settings2} disabled={busy} onClick={() => askWays('place')}>
        {placeTexts.ask}
      </Button>
    </div>
  )
}
