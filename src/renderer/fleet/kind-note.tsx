import { Boxes, FlaskConical } from 'lucide-react'
import type { FleetKind } from '../../shared/domain/fleet'
import { fleetTexts as texts } from './texts'

/** Which fleet this is, and why: a practice fleet is never mistaken for the genuine one. */
export const KindNote = ({ kind, reason }: { readonly kind: FleetKind; readonly reason: string }) => {
  const Icon = kind === 'practice' ? FlaskConical : Boxes
  return (
    <div className={`kind kind-${kind}`} role="note">
      <Icon aria-hidden />
      <p>
        <strong>{texts.kindTitle[kind]}.</strong> {reason}
      </p>
    </div>
  )
}
