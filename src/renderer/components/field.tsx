import { Search, X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { IconButton } from './button'
import { partTexts as texts } from './texts'
import './field.css'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  /** Why what was typed finds nothing. */
  readonly problem?: string | null
  readonly onChange: (value: string) => void
}

export const SearchField = ({ label, value, placeholder, problem = null, onChange }: SearchFieldProps) => {
  const problemId = useId()
  return (
    <>
      <div className={`search${problem === null ? '' : ' search-wrong'}`} role="search">
        <Search aria-hidden />
        <input
          className="search-input"
          type="text"
          spellCheck={false}
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && value !== '') onChange('')
          }}
        />
        {value !== '' && <IconButton label={texts.clearSearch} icon={X} onClick={() => onChange('')} />}
      </div>
      {problem !== null && (
        <p id={problemId} className="search-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

interface FieldProps {
  readonly label: ReactNode
  readonly hint?: string
  readonly problem?: string | null
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode
}

/** A labelled input; what is wrong with it stands below it in words. */
export const Field = ({ label, hint, problem = null, children }: FieldProps) => {
  const id = useId()
  const describedBy = `${id}-note`
  return (
    <div className={`field${problem === null ? '' : ' field-wrong'}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy })}
      <p id={describedBy} className="field-note" role={problem === null ? undefined : 'alert'}>
        {problem ?? hint}
      </p>
    </div>
  )
}
