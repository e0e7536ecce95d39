import { speakerTexts as texts } from './texts'

/** Longer than this a line is none that is read while people wait. */
const mostLetters = 240

/** CAVE's client puts the whole answer of the service behind this word, traceback and all. */
const answer = ' content:'

const firstOf = (error: string): string => {
  const [line = ''] = error.trim().split('\n')
  const said = line.split(answer)[0] ?? ''
  return said.length <= mostLetters ? said : `${said.slice(0, mostLetters)}…`
}

/** What went wrong in a line; the rest for whoever has the time. */
export const LongError = ({ error }: { readonly error: string }) => {
  const first = firstOf(error)
  if (first === error.trim()) return <p>{first}</p>
  return (
    <div className="speaker-error">
      <p>{first}</p>
      <details>
        <summary>{texts.rest}</summary>
        <pre tabIndex={0}>{error}</pre>
      </details>
    </div>
  )
}
