import { CornerDownLeft, Keyboard } from 'lucide-react'
import { Button } from '../components/button'
import { runInTerminal, typeIntoTerminal } from '../terminal/terminal-input'
import type { Command } from './command-card'
import { cheatsheetTexts as texts } from './texts'

/** A command typed into the terminal, or run there. */
export const TerminalButtons = ({ command }: { readonly command: Command }) => {
  const code = command.code.trimEnd()
  const [name = ''] = code.split('\n')
  return (
    <>
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
    </>
  )
}
