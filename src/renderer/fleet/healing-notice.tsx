import { X } from 'lucide-react'
import { useState } from 'react'
import type { Healing } from '../../shared/domain/fleet'
import { IconButton } from '../components/button'
import { moment } from '../components/format'
import { Notice } from '../components/notice'
import { fleetTexts as texts } from './texts'
import './healing-notice.css'

const tones = { 'under-way': 'busy', healed: 'ok', failed: 'warn' } as const

/** What was lost, what came of it, and when; until it is dismissed or another takes its place. */
export const HealingNotice = ({ healing }: { readonly healing: Healing }) => {
  const [dismissed, dismiss] = useState('')
  if (dismissed === healing.at) return null
  return (
    <Notice tone={tones[healing.state]}>
      <div className="healing">
        <p>
          <strong>{texts.healing[healing.state]}</strong>{' '}
          <span className="mute" title={healing.at}>
            {texts.healingAt(moment(healing.at))}
          </span>
          . {healing.what} {healing.detail}
        </p>
        {healing.state !== 'under-way' && (
          <IconButton label={texts.dismiss} icon={X} onClick={() => dismiss(healing.at)} />
        )}
      </div>
    </Notice>
  )
}
