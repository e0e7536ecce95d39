import { Copy, TerminalSquare } from 'lucide-react'
import { typeIntoTerminal } from '../terminal/terminal-input'
import { IconButton } from './button'
import { copyText } from './copy'
import { partTexts as texts } from './texts'
import './code-line.css'

interface CodeLineProps {
  readonly code: string
  /** What the code does, for its accessible name: "edits this row". */
  readonly does: string
  /** Breaks long code into lines instead of scrolling it. */
  readonly wraps?: boolean
}

/** The caveclient code that does the same as what stands beside it: to copy, or to type into the terminal. */
export const CodeLine = ({ code, does, wraps = false }: CodeLineProps) => (
  <div
    className={`code-line${wraps ? ' code-line-wraps' : ''}`}
    role="group"
    aria-label={texts.codeThat(does)}
  >
    <pre tabIndex={0}>{code}</pre>
    <div className="code-line-actions">
      <IconButton label={texts.copyCode} icon={Copy} onClick={() => void copyText(code, texts.code)} />
      <IconButton label={texts.typeCode} icon={TerminalSquare} onClick={() => typeIntoTerminal(code)} />
    </div>
  </div>
)
