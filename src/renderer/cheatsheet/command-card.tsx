import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Cheatsheet } from '../../shared/domain/teaching'
import { Button } from '../components/button'
import { copyText } from '../components/copy'
import { cheatsheetTexts as texts } from './texts'
import './command-card.css'

export type Command = Cheatsheet['sections'][number]['commands'][number]

interface CommandCardProps {
  readonly command: Command
  /** What else can be done with it, beside copying. */
  readonly actions?: ReactNode
}

/** One command: a click on its code copies it. */
export const CommandCard = ({ command, actions }: CommandCardProps) => {
  const code = command.code.trimEnd()
  const [name = ''] = code.split('\n')
  return (
    <li className="command">
      <button
        type="button"
        className="command-code"
        title={texts.clickToCopy}
        onClick={() => void copyText(code, 'Command')}
      >
        <code>{code}</code>
      </button>
      <p className="command-about">{command.explanation}</p>
      <div className="command-actions">
        <Button
          small
          look="quiet"
          icon={Copy}
          aria-label={texts.copyLabel(name)}
          onClick={() => void copyText(code, 'Command')}
        >
          {texts.copy}
        </Button>
        {actions}
      </div>
    </li>
  )
}
