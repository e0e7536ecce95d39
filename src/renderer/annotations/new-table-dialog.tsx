import { useId, useState, type SubmitEvent } from 'react'
import { createTableCode } from '../code/annotation-code'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Dialog } from '../components/dialog'
import { Field } from '../components/field'
import { FailureNotice } from '../components/notice'
import { SearchSelect } from '../components/search-select'
import { toast } from '../components/toast'
import { useAnswer, useCall } from '../core/use-call'
import { go } from '../views/route'
import { emptyTable, readNewTable, type NewTableProblems, type NewTableValues } from './new-table'
import { PointInputs } from './point-inputs'
import { annotationTexts } from './texts'
import './annotation-form.css'

const texts = annotationTexts.newTable

/** A new, empty table of one of CAVE's schemas, with the caveclient call that makes the same, as it is typed. */
export const NewTableDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const formId = useId()
  const schemas = useAnswer('schemas.list', undefined)
  const [values, setValues] = useState<NewTableValues>(emptyTable)
  const [problems, setProblems] = useState<NewTableProblems>({})
  // Where they cannot be read, the core refuses such a name before CAVE is asked.
  const names = useAnswer('tables.names', undefined, { staleTime: 0 })
  const reading = readNewTable(values, names.data)
  const create = useCall('tables.create', {
    done: ({ name }) => {
      toast({ tone: 'ok', title: texts.done(name) })
      onClose()
      go('annotations', name)
    },
  })
  const change = (changed: Partial<NewTableValues>): void => {
    setValues({ ...values, ...changed })
    setProblems(Object.fromEntries(Object.entries(problems).filter(([name]) => !(name in changed))))
    // What was refused was another table.
    create.forget()
  }
  /** Tells of a field as it is left; of one that was never touched only when the table is to be made. */
  const leave = (field: keyof NewTableValues): void => {
    if (reading.ok || values[field] === emptyTable[field]) return
    setProblems({ ...problems, [field]: reading.problems[field] })
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setProblems(reading.ok ? {} : reading.problems)
    if (reading.ok) create.run(reading.table)
  }
  // The code asks CAVE for the same, which takes what it then stumbles over.
  const isRefused = create.error?.code === 'BAD_INPUT'
  const error = create.error ?? schemas.error?.info ?? null
  return (
    <Dialog
      open
      size="wide"
      title={texts.title}
      about={texts.about}
      onClose={onClose}
      actions={
        <Button look="primary" submits form={formId} pending={create.pending}>
          {texts.act}
        </Button>
      }
    >
      {error !== null && <FailureNotice error={error} />}
      <form id={formId} className="form" onSubmit={submit} noValidate>
        <Field label={texts.name} problem={problems.name ?? null} hint={texts.nameHint}>
          {({ id, describedBy }) => (
            <input
              id={id}
              className="input mono"
              autoComplete="off"
              spellCheck={false}
              aria-describedby={describedBy}
              aria-invalid={problems.name !== undefined}
              value={values.name}
              onChange={(event) => change({ name: event.target.value })}
              onBlur={() => leave('name')}
            />
          )}
        </Field>
        <Field label={texts.schema} problem={problems.schemaType ?? null} hint={texts.schemaHint}>
          {() => (
            <SearchSelect
              label={texts.schema}
              search={texts.schemaSearch}
              value={values.schemaType}
              choices={[...(schemas.data ?? [])].sort()}
              onChange={(schemaType) => change({ schemaType })}
            />
          )}
        </Field>
        <Field label={texts.description} problem={problems.description ?? null}>
          {({ id, describedBy }) => (
            <input
              id={id}
              className="input"
              autoComplete="off"
              aria-describedby={describedBy}
              aria-invalid={problems.description !== undefined}
              value={values.description}
              onChange={(event) => change({ description: event.target.value })}
              onBlur={() => leave('description')}
            />
          )}
        </Field>
        <Field label={texts.resolution} problem={problems.resolution ?? null} hint={texts.resolutionHint}>
          {({ id, describedBy }) => (
            <PointInputs
              id={id}
              label={texts.resolution}
              describedBy={describedBy}
              invalid={problems.resolution !== undefined}
              values={values.resolution}
              onChange={(resolution) => change({ resolution })}
              onLeave={() => leave('resolution')}
            />
          )}
        </Field>
      </form>
      <div className="form-code">
        <p className="mute">
          {isRefused ? texts.refused : reading.ok ? annotationTexts.form.code : annotationTexts.form.noCode}
        </p>
        {reading.ok && !isRefused && (
          <CodeLine wraps code={createTableCode(reading.table)} does={texts.does} />
        )}
      </div>
    </Dialog>
  )
}
