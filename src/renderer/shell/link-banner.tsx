import { Unplug } from 'lucide-react'
import { FailureNotice } from '../components/notice'
import { useFleet } from '../core/fleet-status'
import { texts } from '../texts'

/** Says when what the panel shows may be old: its core is gone, or refuses to tell. */
export const LinkBanner = () => {
  const { link, error } = useFleet()
  if (link === 'lost')
    return (
      <div className="banner" role="alert">
        <Unplug aria-hidden />
        <p>
          <strong>{texts.lost}</strong> {texts.lostWhy}
        </p>
      </div>
    )
  return error === null ? null : (
    <div className="banner-space">
      <FailureNotice error={error} />
    </div>
  )
}
