import { codeTexts as texts } from './texts'
import { CodeLine } from './code-line'

interface NoCallProps {
  /** The panel's own verb. */
  readonly command: string
  readonly does: string
}

/** Beside what caveclient cannot do: says so, and what does it without a panel. */
export const NoCall = ({ command, does }: NoCallProps) => (
  <div className="no-call">
    <p className="mute">{texts.noCall}</p>
    <CodeLine shell code={command} does={does} />
  </div>
)
