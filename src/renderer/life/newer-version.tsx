import { useAnswer } from '../core/use-call'
import { lifeTexts as texts } from './texts'
import '../components/pill.css'

/** How long an answer counts; the core asks the network at most once a day whatever is asked of it. */
const staleMilliseconds = 60 * 60 * 1000

/** A quiet line where there is a newer version; nothing else ever. */
export const NewerVersion = () => {
  const newer = useAnswer('life.newer', undefined, {
    staleTime: staleMilliseconds,
    // A panel that stays open for days looks again when somebody comes back to it.
    refetchOnWindowFocus: true,
  })
  if (newer.data === undefined || newer.data === null) return null
  const { version, page } = newer.data
  return (
    <a className="pill" href={page} target="_blank" rel="noopener noreferrer" title={texts.newerHint}>
      {texts.newer(version)}
    </a>
  )
}
