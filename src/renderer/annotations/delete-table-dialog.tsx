import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
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

interface DeleteTableDialogProps {
  readonly table: Table
  /** CAVE's list still has it. */
  readonly isListed: boolean
  /** What the keyboard goes on with once the table, and its tools, are gone. */
  readonly next: () => HTMLElement | null
  readonly onClose: () => void
}

/** Says what goes and what stays; what caveclient can do of it. It stays while the list of tables changes behind it. */
export const DeleteTableDialog = ({ table, isListed, next, onClose }: DeleteTableDialogProps) => {
  const { name, liveRows, allRows, standing } = table
  const client = useQueryClient()
  const gone = useGone()
  const asked = useRef(false)
  const [deleted, setDeleted] = useState(false)
  // The tools of the next table come with the list: the keyboard would be lost with those that are still there.
  useEffect(() => {
    if (deleted && !isListed) onClose()
  }, [deleted, isListed, onClose])
  const listAgain = async (): Promise<void> => {
    await client.refetchQueries({ queryKey: ['tables.list'] })
    if (client.getQueryState(['tables.list'])?.status === 'error') onClose()
  }
  const remove = useCall('tables.delete', {
    done: () => {
      toast({ tone: 'ok', title: texts.done(name) })
      setDeleted(true)
      void listAgain()
    },
    failed: (error) => {
      asked.current = false
      if (gone.current) toastFailure(error)
    },
  })
  const act = (): void => {
    asked.current = true
    remove.run({ table: name })
  }
  return (
    <Dialog
      open
      size="wide"
      title={texts.title(name)}
      about={standing === 'gone' ? texts.aboutGone : texts.about}
      onClose={onClose}
      nextFocus={() => (asked.current ? next() : null)}
      actions={
        <Button look="danger" pending={remove.pending || deleted} onClick={act}>
          {texts.act}
        </Button>
      }
    >
      {remove.error !== null && <FailureNotice error={remove.error} />}
      {standing !== 'gone' && <p>{texts.goes(liveRows, allRows)}</p>}
      <p className="mute">{texts.stays}</p>
      {standing === undefined && (
        <div className="form-code">
          <p className="mute">{texts.code}</p>
          <CodeLine wraps runs={false} code={deleteTableCode(name)} does={texts.does} />
        </div>
      )}
    </Dialog>
  )
}
