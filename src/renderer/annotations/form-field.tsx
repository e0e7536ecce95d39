import type { Column } from '../../shared/domain/annotation'
import { Field } from '../components/field'
import { Select } from '../components/select'
import { OutsideVolume } from './outside-volume'
import { PointInputs } from './point-inputs'
import { annotationTexts } from './texts'

const texts = annotationTexts.form

interface FormFieldProps {
  readonly column: Column
  readonly resolution: readonly number[]
  readonly inputs: readonly string[]
  readonly problem: string | null
  readonly onChange: (inputs: readonly string[]) => void
}

const Label = ({ column }: { readonly column: Column }) => (
  <>
    <code>{column.name}</code>
    {!column.required && <span className="mute"> {texts.optional}</span>}
  </>
)

const PointField = ({ column, resolution, inputs, problem, onChange }: FormFieldProps) => (
  <>
    <Field label={<Label column={column} />} problem={problem} hint={texts.inVoxels(resolution)}>
      {({ id, describedBy }) => (
        <PointInputs
          id={id}
          label={column.name}
          describedBy={describedBy}
          invalid={problem !== null}
          placeholders
          values={inputs}
          onChange={onChange}
        />
      )}
    </Field>
    {problem === null && <OutsideVolume inputs={inputs} resolution={resolution} />}
  </>
)

/** The input that fits a column's kind. */
export const FormField = (props: FormFieldProps) => {
  const { column, inputs, problem, onChange } = props
  if (column.kind === 'point') return <PointField {...props} />
  return (
    <Field label={<Label column={column} />} problem={problem}>
      {({ id, describedBy }) =>
        column.kind === 'boolean' ? (
          <Select
            label={column.name}
            value={inputs[0] === '' ? null : (inputs[0] ?? null)}
            placeholder={texts.choose}
            choices={[
              { value: 'true', label: 'true' },
              { value: 'false', label: 'false' },
            ]}
            onChange={(value) => onChange([value])}
          />
        ) : (
          <input
            id={id}
            className={`input${column.kind === 'text' ? '' : ' mono'}`}
            aria-describedby={describedBy}
            aria-invalid={problem !== null}
            autoComplete="off"
            value={inputs[0] ?? ''}
            onChange={(event) => onChange([event.target.value])}
          />
        )
      }
    </Field>
  )
}
