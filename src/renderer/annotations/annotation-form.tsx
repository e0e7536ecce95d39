import { useId, useState, type ReactNode, type SubmitEvent } from 'react'
import type { Row, Table } from '../../shared/domain/annotation'
import type { ErrorInfo } from '../../shared/errors'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Dialog } from '../components/dialog'
import { FailureNotice } from '../components/notice'
import { FormField } from './form-field'
import { editable, initialValues, readForm, type Problems, type Values } from './form'
import { annotationTexts } from './texts'
import './annotation-form.css'

const texts = annotationTexts.form

interface AnnotationFormProps {
  readonly table: Table
  /** The row whose values it starts with, in the table's columns; null: empty. */
  readonly start: Row | null
  readonly title: string
  readonly about: string
  readonly note?: ReactNode
  readonly verb: string
  readonly does: string
  readonly pending: boolean
  readonly error: ErrorInfo | null
  readonly code: (body: Readonly<Record<string, unknown>>) => string
  readonly onSave: (body: Readonly<Record<string, unknown>>) => void
  readonly onClose: () => void
}

/** A form from the table's columns, with the caveclient call that does the same, as it is typed. */
export const AnnotationForm = (props: AnnotationFormProps) => {
  const { table, code, onSave } = props
  const formId = useId()
  const [values, setValues] = useState<Values>(() => initialValues(table.columns, props.start))
  const [problems, setProblems] = useState<Problems>({})
  const reading = readForm(table.columns, values)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setProblems(reading.ok ? {} : reading.problems)
    if (reading.ok) onSave(reading.body)
  }
  const change = (name: string, inputs: readonly string[]): void => {
    setValues({ ...values, [name]: inputs })
    setProblems(Object.fromEntries(Object.entries(problems).filter(([column]) => column !== name)))
  }
  return (
    <Dialog
      open
      size="wide"
      title={props.title}
      about={props.about}
      onClose={props.onClose}
      actions={
        <Button look="primary" submits form={formId} pending={props.pending}>
          {props.verb}
        </Button>
      }
    >
      {props.note}
      {props.error !== null && <FailureNotice error={props.error} />}
      <form id={formId} className="form" onSubmit={submit} noValidate>
        {editable(table.columns).map((column) => (
          <FormField
            key={column.name}
            column={column}
            resolution={table.voxelResolution}
            inputs={values[column.name] ?? []}
            problem={problems[column.name] ?? null}
            onChange={(inputs) => change(column.name, inputs)}
          />
        ))}
      </form>
      <div className="form-code">
        <p className="mute">{reading.ok ? texts.code : texts.noCode}</p>
        {reading.ok && <CodeLine wraps code={code(reading.body)} does={props.does} />}
      </div>
    </Dialog>
  )
}
