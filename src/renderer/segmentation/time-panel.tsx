import { useId, useState, type CSSProperties } from 'react'
import { Panel } from '../components/panel'
import { Segmented } from '../components/segmented'
import { useAnswer } from '../core/use-call'
import { momentText, readMoment } from './moments'
import { cursorSteps, reachOf, stepOf, stopsOf, timeOf, type Births } from './stops'
import { segmentationTexts } from './texts'
import '../components/range.css'
import './time-panel.css'

const texts = segmentationTexts.time

interface TimePanelProps {
  /** Milliseconds since 1970; null: now. */
  readonly at: number | null
  /** Null while they are not known. */
  readonly births: Births | null
  readonly onChange: (at: number | null) => void
}

/** Any time, as it is written; keyed by the chosen one, so that another choice is written anew. */
const TimeField = ({ at, onChange }: Omit<TimePanelProps, 'births'>) => {
  const note = useId()
  const [written, write] = useState(at === null ? '' : momentText(at))
  const [wrong, setWrong] = useState(false)
  const take = (): void => {
    const time = readMoment(written)
    const isNow = written.trim() === ''
    setWrong(time === null && !isNow)
    if (time !== null || isNow) onChange(time)
  }
  return (
    <form
      className={`moment-field${wrong ? ' field-wrong' : ''}`}
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <input
        className="input tabular"
        type="text"
        spellCheck={false}
        aria-label={texts.field}
        aria-invalid={wrong}
        aria-describedby={wrong ? note : undefined}
        placeholder={texts.placeholder}
        value={written}
        onChange={(event) => write(event.target.value)}
        onBlur={take}
      />
      {wrong && (
        <p id={note} className="field-note" role="alert">
          {texts.problem}
        </p>
      )}
    </form>
  )
}

/** The time that roots are asked for: by moments that matter, a cursor along the years, or as it is written. */
export const TimePanel = ({ at, births, onChange }: TimePanelProps) => {
  const versions = useAnswer('versions.list', undefined)
  // Where “now” is on the cursor need not move: what is asked for now is asked for when it is asked.
  const [opened] = useState(() => Date.now())
  const reach = reachOf(births?.first ?? null, opened)
  const stops = stopsOf(births, versions.data ?? [])
  const birth: CSSProperties = {
    '--born': `${(stepOf(births?.first ?? reach[0], reach) / cursorSteps) * 100}%`,
  }
  return (
    <Panel label={texts.title} className="moment">
      <div className="moment-line">
        <h2>{texts.title}</h2>
        <Segmented
          label={texts.stops}
          value={stops.find(({ time }) => time === at)?.label ?? ''}
          choices={stops.map(({ label, hint }) => ({
            value: label,
            label,
            ...(hint !== undefined && { hint }),
          }))}
          onChange={(chosen) => onChange(stops.find(({ label }) => label === chosen)?.time ?? null)}
        />
        <TimeField key={at} at={at} onChange={onChange} />
      </div>
      <div className="moment-cursor" style={birth}>
        <input
          className="range"
          type="range"
          min={0}
          max={cursorSteps}
          value={stepOf(at, reach)}
          aria-label={texts.cursor}
          aria-valuetext={at === null ? texts.now : texts.at(momentText(at))}
          onChange={(event) => onChange(timeOf(Number(event.target.value), reach))}
        />
      </div>
    </Panel>
  )
}
