import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { CodeLine } from '../code/code-line'
import { clock } from '../components/format'
import { FailureNotice } from '../components/notice'
import { useBridge } from '../core/bridge-context'
import { isReached, useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { texts } from '../texts'

/** Milliseconds after which it is no short gap any more, as of a machine that slept. */
const long = 60_000

interface LostProps {
  /** What begins a command line for a shell here, as it was told while somebody told it. */
  readonly command: string | undefined
}

const Lost = ({ command }: LostProps) => {
  const { shell } = useBridge()
  const [since] = useState(() => new Date().toISOString())
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), long)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="banner" role="alert">
      <Unplug aria-hidden />
      <div className="banner-body">
        <p>
          <strong>{texts.lost}</strong> {texts.lostWhy(clock(since))}
        </p>
        {isLong && <p>{texts.lostLong[shell]}</p>}
        {isLong && shell === 'browser' && command !== undefined && (
          <CodeLine shell code={`${command} serve`} does={texts.startsPanel} />
        )}
      </div>
    </div>
  )
}

/** Says when what the panel shows may be old: its own program is not reached, or refuses to tell. */
export const LinkBanner = () => {
  const error = useFleet((fleet) => fleet.error)
  const reached = useFleet(isReached)
  const about = useAnswer('panel.about', undefined)
  if (!reached) return <Lost command={about.data?.command} />
  return error === null ? null : (
    <div className="banner-space">
      <FailureNotice error={error} />
    </div>
  )
}
