import { CornerDownLeft, Keyboard } from 'lucide-react'
import type { Cheatsheet } from '../../shared/domain/teaching'
import { IconButton } from '../components/button'
import { copyText } from '../components/copy'
import { Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useAnswer } from '../core/use-call'
import { runInTerminal, typeIntoTerminal } from '../terminal/terminal-input'
import { cheatsheetTexts as texts } from './texts'
import './quick-sheet.css'

type Command = Cheatsheet['sections'][number]['commands'][number]

const QuickCommand = ({ command }: { readonly command: Command }) => {
  const code = command.code.trimEnd()
  const [name = ''] = code.split('\n')
  return (
    <li className="quick-command" title={command.explanation}>
      <button
        type="button"
        className="quick-code"
        title={texts.clickToCopy}
        onClick={() => void copyText(code, 'Command')}
      >
        <code className="truncate">{name}</code>
        <span className="truncate">{command.explanation}</span>
      </button>
      <span className="quick-actions">
        <IconButton label={texts.typeLabel(name)} icon={Keyboard} onClick={() => typeIntoTerminal(code)} />
        <IconButton label={texts.runLabel(name)} icon={CornerDownLeft} onClick={() => runInTerminal(code)} />
      </span>
    </li>
  )
}

/** The cheat-sheet at hand beside the terminal, in every other view. */
export const QuickSheet = () => {
  const sheet = useAnswer('cheatsheet.read', undefined)
  return (
    <div className="quick" role="region" aria-label={texts.quick}>
      <ReadFailure error={sheet.error?.info ?? null} onRetry={() => void sheet.refetch()} />
      {sheet.isPending && <Skeleton lines={4} label={texts.reading} />}
      {sheet.data !== undefined && (
        <ul>
          {sheet.data.sections.flatMap((section) =>
            section.commands.map((command) => <QuickCommand key={command.id} command={command} />),
          )}
        </ul>
      )}
    </div>
  )
}
