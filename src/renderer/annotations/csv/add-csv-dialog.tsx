import { useState, type ReactNode } from 'react'
import type { Table } from '../../../shared/domain/annotation'
import { Button } from '../../components/button'
import { Dialog } from '../../components/dialog'
import { Notice } from '../../components/notice'
import { annotationTexts } from '../texts'
import { AddingEnd, AddingProgress } from './adding-state'
import { ChooseFile } from './choose-file'
import { CsvPreview } from './csv-preview'
import { readFile, readPasted, type FileReading } from './read-file'
import { readRows, type Reading } from './read-rows'
import { useAdding } from './use-adding'
import './csv.css'

const texts = annotationTexts.addCsv

interface AddCsvDialogProps {
  readonly table: Table
  readonly onClose: () => void
}

/** Rows of a file into the table: chosen, looked at, and only then added. */
export const AddCsvDialog = ({ table, onClose }: AddCsvDialogProps) => {
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [reading, setReading] = useState<Reading | null>(null)
  const { adding, start, stop } = useAdding(table.name)

  const look = (read: FileReading): void => {
    const found = 'text' in read ? readRows(read.text, table.columns) : null
    setProblem('problem' in read ? read.problem : (found?.refused ?? null))
    setReading(found?.refused === null ? found : null)
  }
  const again = (): void => {
    setReading(null)
    setProblem(null)
  }
  const rows = reading?.rows ?? []
  const actions = (): ReactNode => {
    if (reading === null)
      return (
        <Button look="primary" disabled={pasted.trim() === ''} onClick={() => look(readPasted(pasted))}>
          {texts.look}
        </Button>
      )
    if (adding.state === 'adding') return null
    if (adding.state === 'ended')
      return (
        adding.rest.length > 0 && (
          <Button look="primary" onClick={() => start(adding.rest)}>
            {texts.goOn(adding.rest.length)}
          </Button>
        )
      )
    return (
      <>
        <Button onClick={again}>{texts.another}</Button>
        <Button look="primary" disabled={rows.length === 0} onClick={() => start(rows)}>
          {reading.badLines > 0 ? texts.actSome(rows.length, reading.badLines) : texts.act(rows.length)}
        </Button>
      </>
    )
  }
  const busy = adding.state === 'adding'
  const cancel = busy ? (adding.stopping ? texts.stopping : texts.stop) : texts.cancel
  return (
    <Dialog
      open
      size={reading !== null && adding.state === 'before' ? 'large' : 'wide'}
      title={texts.title(table.name)}
      about={adding.state === 'before' ? texts.about : undefined}
      cancel={adding.state === 'ended' ? texts.close : cancel}
      onClose={busy ? stop : onClose}
      actions={actions()}
    >
      {problem !== null && (
        <div role="alert">
          <Notice tone="warn">{problem}</Notice>
        </div>
      )}
      {reading === null ? (
        <ChooseFile
          columns={table.columns}
          pasted={pasted}
          onPaste={setPasted}
          onFile={(file) => void readFile(file).then(look)}
        />
      ) : adding.state === 'before' ? (
        <CsvPreview reading={reading} table={table} />
      ) : adding.state === 'adding' ? (
        <AddingProgress done={adding.ids.length} all={rows.length} />
      ) : (
        <AddingEnd ended={adding} all={rows.length} />
      )}
    </Dialog>
  )
}
