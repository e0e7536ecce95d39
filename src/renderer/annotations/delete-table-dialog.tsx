import type { Table } from '../../shared/domain/annotation'
import { deleteTableCode } from '../code/annotation-code'
import { Button } from '../components/button'
import { CodeLine } from '../code/code-line'
import { Dialog } from '../components/dialog'
import { FailureNotice } from '../components/notice'
import { toast, toastFailure } from '../components/toast'
import { useCall } from '../core/use-call'
import { useGone } from '../core/use-gone'
import { annotationTexts } from './texts'

const texts = annotationTexts.tableRemoval

/** Says what goes and what stays; what caveclient can do of it. */
export const DeleteTableDialog = ({
  table: { name, liveRows, allRows },
  onClose,
}: {
  readonly table: Table
  readonly onClose: () => void
}) => {
  // The table goes from the list, and this with it, before the services are settled: what comes after that is told beside.
  const gone = useGone()
  const remove = useCall('tables.delete', {
    done: () => {
      toast({ tone: 'ok', title: texts.done(name) })
      onClose()
    },
    failed: (error) => {
      if (gone.current) toastFailure(error)
    },
  })
  return (
    <Dialog
      open
      size="wide"
      title={texts.title(name)}
      about={texts.about}
      onClose={onClose}
      actions={
        <Button look="danger" pending={remove.pending} onClick={() => remove.run({ table: name })}>
          {texts.act}
        </Button>
      }
    >
      {remove.error !== null && <FailureNotice error={remove.error} />}
      <p>{texts.goes(liveRows, allRows)}</p>
      <p className="mute">{texts.stays}</p>
      <div className="form-code">
        <p className="mute">{texts.code}</p>
        <CodeLine wraps code={deleteTableCode(name)} does={texts.does} />
      </div>
    </Dialog>
  )
}
