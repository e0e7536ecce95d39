import { Copy, CornerDownLeft, Keyboard } from 'lucide-react'
import type { Cheatsheet } from '../../shared/domain/teaching'
import { Button } from '../components/button'
import { copyText } from '../components/copy'
import { runInTerminal, typeIntoTerminal } from '../terminal/terminal-input'
import { cheatsheetTexts as texts } from './texts'
import './command-card.css'

type Command = Cheatsheet['sections'][number]['commands'][number]

/** One command: a click on its code copies it; it can be typed into the terminal, or run there. */
export const CommandCard = ({ command }: { readonly command: Command }) => {
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
        <Button
          small
          look="quiet"
          icon={Keyboard}
          aria-label={texts.typeLabel(name)}
          onClick={() => typeIntoTerminal(code)}
        >
          {texts.type}
        </Button>
        <Button
          small
          icon={CornerDownLeft}
          aria-label={texts.runLabel(name)}
          onClick={() => runInTerminal(code)}
        >
          {texts.run}
        </Button>
      </div>
    </li>
  )
}
