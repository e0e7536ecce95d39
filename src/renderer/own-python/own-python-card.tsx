import { ChevronRight } from 'lucide-react'
import { z } from 'zod'
import { recall, remember } from '../design/remember'
import { OwnPythonFacts, OwnPythonSteps } from './own-python'
import { ownPythonTexts as texts } from './texts'

interface OwnPythonCardProps {
  readonly datastack: string
  readonly address: string
}

const key = 'own-python'

/** Above the cheat-sheet, whose commands are as good in a Python of the user's own. It stays as it was left. */
export const OwnPythonCard = (props: OwnPythonCardProps) => (
  <details
    className="panel own-card"
    aria-label={texts.title}
    open={recall(key, z.boolean(), false)}
    onToggle={(event) => remember(key, event.currentTarget.open)}
  >
    <summary>
      <ChevronRight aria-hidden />
      <h2>{texts.title}</h2>
      <span className="mute">{texts.about}</span>
    </summary>
    <div className="own-card-body">
      <OwnPythonSteps {...props} />
      <OwnPythonFacts datastack={props.datastack} />
    </div>
  </details>
)
