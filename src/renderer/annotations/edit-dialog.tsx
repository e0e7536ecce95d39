import type { Lineage, Table } from '../../shared/domain/annotation'
import { Notice } from '../components/notice'
import { toast } from '../components/toast'
import { useAnswer, useCall } from '../core/use-call'
import { AnnotationForm } from './annotation-form'
import { editCode, pythonBody } from '../code/annotation-code'
import { rowIn } from './lineage-rows'
import { bodyOfRow } from './form'
import { annotationTexts } from './texts'

const { form, done } = annotationTexts

interface EditDialogProps {
  readonly table: Table
  readonly id: string
  readonly lineage: Lineage
  readonly onEdited: (newId: string) => void
  readonly onClose: () => void
}

/**
 * Edits the head of the row's lineage, and says so where the row is not the head itself. Should somebody else edit it meanwhile, the
 * dialog names the new head, and keeps what was typed.
 */
export const EditDialog = ({ table, id, lineage: opened, onEdited, onClose }: EditDialogProps) => {
  const history = useAnswer('annotations.history', { table: table.name, id })
  const lineage = history.data ?? opened
  const { head } = lineage
  const edit = useCall('annotations.edit', {
    done: ({ head: edited, newId }) => {
      toast({ tone: 'ok', title: done.edited(edited, newId), detail: done.editedDetail })
      onEdited(newId)
    },
  })
  const start = rowIn(lineage, head, table.columns)
  const kept = bodyOfRow(table.columns, start)
  return (
    <AnnotationForm
      table={table}
      start={start}
      title={form.editTitle(head)}
      about={form.editAbout(head)}
      note={
        <>
          {id !== head && <Notice tone="warn">{form.followsHead(id, head)}</Notice>}
          {lineage.ended && <Notice tone="warn">{form.resurrects(head)}</Notice>}
        </>
      }
      verb={form.actEdit}
      does={annotationTexts.code.edits}
      pending={edit.pending}
      error={edit.error}
      // Fields that are left empty keep what the head says.
      code={(body) => editCode(table.name, head, pythonBody(table.columns, { ...kept, ...body }))}
      onSave={(fields) => edit.run({ table: table.name, id, fields })}
      onClose={onClose}
    />
  )
}
