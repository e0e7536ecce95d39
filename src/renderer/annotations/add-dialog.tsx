import type { Table } from '../../shared/domain/annotation'
import { toast } from '../components/toast'
import { useCall } from '../core/use-call'
import { AnnotationForm } from './annotation-form'
import { addCode, pythonBody } from '../code/annotation-code'
import { annotationTexts } from './texts'

const { form, done } = annotationTexts

export const AddDialog = ({ table, onClose }: { readonly table: Table; readonly onClose: () => void }) => {
  const add = useCall('annotations.add', {
    done: ({ ids }) => {
      toast({ tone: 'ok', title: done.added(ids.join(', ')) })
      onClose()
    },
  })
  return (
    <AnnotationForm
      table={table}
      start={null}
      title={form.addTitle(table.name)}
      about={table.columns.some(({ kind }) => kind === 'point') ? form.addLooksUp : form.addAbout}
      verb={form.actAdd}
      does={annotationTexts.code.adds}
      pending={add.pending}
      error={add.error}
      code={(body) => addCode(table.name, pythonBody(table.columns, body))}
      onSave={(body) => add.run({ table: table.name, annotations: [body] })}
      onClose={onClose}
    />
  )
}
