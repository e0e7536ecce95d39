import { Search } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../components/button'
import { segmentationTexts } from './texts'

const texts = segmentationTexts.look

/** An id that was typed or pasted: with whatever Python, JSON or a table had around it left out. */
const idIn = (written: string): string | null => {
  const bare = written.replaceAll(/np\.u?int64|[\s,'"_n[\]()]/g, '')
  return /^\d{1,20}$/.test(bare) ? bare : null
}

export const LookUpForm = ({ onLook }: { readonly onLook: (id: string) => void }) => {
  const note = useId()
  const [written, write] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className={`look-form${wrong ? ' field-wrong' : ''}`}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const id = idIn(written)
        setWrong(id === null)
        if (id !== null) onLook(id)
      }}
    >
      <input
        className="input mono"
        type="text"
        inputMode="numeric"
        spellCheck={false}
        aria-label={texts.label}
        aria-invalid={wrong}
        aria-describedby={wrong ? note : undefined}
        placeholder={texts.placeholder}
        value={written}
        onChange={(event) => {
          write(event.target.value)
          setWrong(false)
        }}
      />
      <Button submits icon={Search}>
        {texts.act}
      </Button>
      {wrong && (
        <p id={note} className="field-note" role="alert">
          {texts.problem}
        </p>
      )}
    </form>
  )
}
