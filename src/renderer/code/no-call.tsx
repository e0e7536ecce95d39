import { useAnswer } from '../core/use-call'
import { CodeLine } from './code-line'
import { shellVerbs, type ShellVerb } from './fleet-code'
import { codeTexts as texts } from './texts'

interface NoCallProps {
  /** The panel's own verb. */
  readonly verb: ShellVerb
  readonly does: string
}

/** Beside what caveclient cannot do: says so, and what does it without a panel, as it can be pasted into any shell here. */
export const NoCall = ({ verb, does }: NoCallProps) => {
  const about = useAnswer('panel.about', undefined)
  return (
    <div className="no-call">
      <p className="mute">{texts.noCall}</p>
      {about.data !== undefined && (
        <CodeLine shell code={`${about.data.command} ${shellVerbs[verb]}`} does={does} />
      )}
    </div>
  )
}
