import { Copy, TerminalSquare } from 'lucide-react'
import { typeIntoTerminal } from '../terminal/terminal-input'
import { IconButton } from './button'
import { copyText } from './copy'
import './code-line.css'

interface CodeLineProps {
  readonly code: string
  /** What the code does, for its accessible name: "edits this row". */
  readonly does: string
}

/** The caveclient code that does the same as what stands beside it: to copy, or to type into the terminal. */
export const CodeLine = ({ code, does }: CodeLineProps) => (
  <div className="code-line" role="group" aria-label={`Code that ${does}`}>
    <pre tabIndex={0}>{code}</pre>
    <div className="code-line-actions">
      <IconButton label="Copy this code" icon={Copy} onClick={() => void copyText(code, 'Code')} />
      <IconButton
        label="Type it into the terminal"
        icon={TerminalSquare}
        onClick={() => typeIntoTerminal(code)}
      />
    </div>
  </div>
)
