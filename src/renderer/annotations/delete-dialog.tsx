import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Dialog } from '../components/dialog'
import { FailureNotice } from '../components/notice'
import { toast } from '../components/toast'
import { useCall } from '../core/use-call'
import { deleteCode } from '../code/annotation-code'
import { annotationTexts } from './texts'

const texts = annotationTexts.removal

interface DeleteDialogProps {
  readonly table: string
  readonly id: string
  readonly onClose: () => void
}

export const DeleteDialog = ({ table, id, onClose }: DeleteDialogProps) => {
  const remove = useCall('annotations.delete', {
    done: ({ ids }) => {
      toast({ tone: 'ok', title: annotationTexts.done.removed(ids.join(', ')) })
      onClose()
    },
  })
  return (
    <Dialog
      open
      size="wide"
      title={texts.title(id)}
      about={texts.about}
      onClose={onClose}
      actions={
        <Button look="danger" pending={remove.pending} onClick={() => remove.run({ table, ids: [id] })}>
          {texts.act}
        </Button>
      }
    >
      {remove.error !== null && <FailureNotice error={remove.error} />}
      <CodeLine wraps code={deleteCode(table, [id])} does={annotationTexts.code.deletes} />
    </Dialog>
  )
}
