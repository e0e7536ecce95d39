import { Copy, CornerDownLeft, Keyboard } from 'lucide-react'
import { use } from 'react'
import { codeTexts as texts } from './texts'
import { runInTerminal, typeIntoTerminal } from '../terminal/terminal-input'
import { IconButton } from '../components/button'
import { copyText } from '../components/copy'
import { CloseDialog } from '../components/dialog-close'
import './code-line.css'

interface CodeLineProps {
  readonly code: string
  /** What the code does, for its accessible name: "edits this row". */
  readonly does: string
  /** Breaks long code into lines instead of scrolling it. */
  readonly wraps?: boolean
  /** A command for a shell, which is no Python: it can be copied alone. */
  readonly shell?: boolean
  /** False for what is not to happen at one click: it can be copied or typed, and is run by whoever reads it there. */
  readonly runs?: boolean
}

/** The code that does the same as what stands beside it: to copy, to type into the terminal, or to run there. */
export const CodeLine = ({ code, does, wraps = false, shell = false, runs = true }: CodeLineProps) => {
  const close = use(CloseDialog)
  // The terminal is behind a dialog that asks something: it gives way.
  const send = (act: (text: string) => void) => () => {
    close?.()
    act(code)
  }
  return (
    <div
      className={`code-line${wraps ? ' code-line-wraps' : ''}${shell ? ' code-line-shell' : ''}`}
      role="group"
      aria-label={shell ? texts.commandThat(does) : texts.codeThat(does)}
    >
      <pre tabIndex={0}>{code}</pre>
      <div className="code-line-actions">
        <IconButton
          label={shell ? texts.copyCommand : texts.copy}
          icon={Copy}
          onClick={() => void copyText(code, shell ? 'Command' : 'Code')}
        />
        {!shell && (
          <>
            <IconButton label={texts.type} icon={Keyboard} onClick={send(typeIntoTerminal)} />
            {runs && <IconButton label={texts.run} icon={CornerDownLeft} onClick={send(runInTerminal)} />}
          </>
        )}
      </div>
    </div>
  )
}
