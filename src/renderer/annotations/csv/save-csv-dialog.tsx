import { Copy, Save } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Answer, Asked } from '../../../shared/contract'
import { Button } from '../../components/button'
import { copyText } from '../../components/copy'
import { Dialog } from '../../components/dialog'
import { bytes } from '../../components/format'
import { FailureNotice, Notice } from '../../components/notice'
import { useCall } from '../../core/use-call'
import { annotationTexts } from '../texts'
import './csv.css'

const texts = annotationTexts.saveCsv

const Saved = ({ saved }: { readonly saved: Answer<'csv.save'> }) => {
  const copy = useRef<HTMLButtonElement>(null)
  // The button that was pressed has gone, and focus with it.
  useEffect(() => copy.current?.focus(), [])
  return (
    <Notice tone="ok">
      <p>
        <strong>{texts.saved(saved.rows, bytes(saved.bytes))}</strong> {texts.savedIn}
      </p>
      <p className="mono csv-path">{saved.file}</p>
      <div className="notice-actions">
        <Button ref={copy} icon={Copy} onClick={() => void copyText(saved.file, texts.copied)}>
          {texts.copy}
        </Button>
      </div>
    </Notice>
  )
}

interface SaveCsvDialogProps {
  readonly question: Asked<'csv.save'>
  readonly total: number
  readonly onClose: () => void
}

/** Says what will be in the file, and where it is then. */
export const SaveCsvDialog = ({ question, total, onClose }: SaveCsvDialogProps) => {
  const [saved, setSaved] = useState<Answer<'csv.save'> | null>(null)
  const save = useCall('csv.save', { done: setSaved })
  return (
    <Dialog
      open
      size="wide"
      title={texts.title(question.table)}
      about={saved === null ? texts.about(total) : undefined}
      cancel={saved === null ? undefined : texts.close}
      onClose={() => {
        save.cancel()
        onClose()
      }}
      actions={
        saved === null && (
          <Button look="primary" icon={Save} pending={save.pending} onClick={() => save.run(question)}>
            {texts.act}
          </Button>
        )
      }
    >
      {save.error !== null && <FailureNotice error={save.error} />}
      {saved === null ? (
        <ul className="csv-notes">
          {texts.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : (
        <Saved saved={saved} />
      )}
    </Dialog>
  )
}
