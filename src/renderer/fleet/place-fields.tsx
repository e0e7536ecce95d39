import { place } from '../../shared/domain/place'
import { Field } from '../components/field'
import { placeTexts as texts } from './place-texts'

/** As typed; a port may be no number yet. */
export interface PlaceInput {
  readonly port: string
  readonly project: string
}

/** The place that was typed; null where it is none. */
export const placeOf = ({ port, project }: PlaceInput) => {
  const { data } = place.safeParse({
    port: /^\d+$/.test(port.trim()) ? Number(port) : NaN,
    project: project.trim(),
  })
  return data ?? null
}

const isPort = (port: string): boolean => placeOf({ port, project: 'x' }) !== null
const isProject = (project: string): boolean => placeOf({ port: '1', project }) !== null

interface PlaceFieldsProps {
  readonly input: PlaceInput
  readonly projectLabel?: string
  readonly projectHint?: string
  readonly portHint: string
  /** Why nothing can listen at the port that was typed. */
  readonly portTaken?: string | null
  readonly onChange: (input: PlaceInput) => void
}

export const PlaceFields = (props: PlaceFieldsProps) => {
  const {
    input,
    projectLabel = texts.project,
    projectHint = texts.projectHint,
    portHint,
    portTaken = null,
    onChange,
  } = props
  return (
    <div className="place-fields">
      <Field
        label={projectLabel}
        hint={projectHint}
        problem={isProject(input.project) ? null : texts.projectWrong}
      >
        {({ id, describedBy }) => (
          <input
            id={id}
            className="input mono"
            aria-describedby={describedBy}
            aria-invalid={!isProject(input.project)}
            autoComplete="off"
            spellCheck={false}
            value={input.project}
            onChange={(event) => onChange({ ...input, project: event.target.value })}
          />
        )}
      </Field>
      <Field label={texts.port} hint={portHint} problem={isPort(input.port) ? portTaken : texts.portWrong}>
        {({ id, describedBy }) => (
          <input
            id={id}
            className="input mono"
            inputMode="numeric"
            aria-describedby={describedBy}
            aria-invalid={!isPort(input.port) || portTaken !== null}
            autoComplete="off"
            value={input.port}
            onChange={(event) => onChange({ ...input, port: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}
