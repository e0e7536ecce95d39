import { X } from 'lucide-react'
import { Button } from '../components/button'
import { takeTerminalInput, useTerminalInput } from './terminal-input'
import { terminalTexts } from './texts'
import './waiting-note.css'

const texts = terminalTexts.waiting

const firstLine = (code: string): string => {
  const [first = '', ...more] = code.split('\n')
  return more.length === 0 ? first : `${first} …`
}

/** Commands that were asked for before there is a Python to take them; nothing where none wait. */
export const WaitingNote = () => {
  const waiting = useTerminalInput((queue) => queue.waiting)
  if (waiting.length === 0) return null
  return (
    <div className="terminal-waiting" role="status">
      <p>{texts.title}</p>
      <ol>
        {waiting.map((input, place) => (
          // Only ever added to at its end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <span>{input.run ? texts.runs : texts.types}</span>
            <code className="truncate">{firstLine(input.text)}</code>
          </li>
        ))}
      </ol>
      <Button small look="quiet" icon={X} onClick={() => void takeTerminalInput()}>
        {texts.forget}
      </Button>
    </div>
  )
}
