import { X } from 'lucide-react'
import { Button } from '../components/button'
import { takeTerminalInput, useTerminalInput } from './terminal-input'
import { terminalTexts } from './texts'
import { useWantedSteps, wantSteps } from './wanted-steps'
import './waiting-note.css'

const texts = terminalTexts.waiting

const firstLine = (code: string): string => {
  const [first = '', ...more] = code.split('\n')
  return more.length === 0 ? first : `${first} …`
}

/** What was asked for before there is a Python to take it: a lesson's steps, commands; nothing where none wait. */
export const WaitingNote = () => {
  const waiting = useTerminalInput((queue) => queue.waiting)
  const wanted = useWantedSteps((wanting) => wanting.wanted)
  if (waiting.length === 0 && wanted === null) return null
  const forget = (): void => {
    takeTerminalInput()
    wantSteps(null)
  }
  return (
    <div className="terminal-waiting" role="status">
      <p>{texts.title}</p>
      <ol>
        {wanted !== null && (
          <li>
            <span>{texts.runs}</span>
            <strong className="truncate">{wanted.title}</strong>
          </li>
        )}
        {waiting.map((input, place) => (
          // Only ever added to at its end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <span>{input.run ? texts.runs : texts.types}</span>
            <code className="truncate">{firstLine(input.text)}</code>
          </li>
        ))}
      </ol>
      <Button small look="quiet" icon={X} onClick={forget}>
        {texts.forget}
      </Button>
    </div>
  )
}
