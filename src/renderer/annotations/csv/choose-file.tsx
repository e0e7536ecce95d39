import { FileUp } from 'lucide-react'
import { useId, useRef, useState, type DragEvent } from 'react'
import type { Column } from '../../../shared/domain/annotation'
import { Button } from '../../components/button'
import { fileColumns } from '../../../shared/csv/csv-format'
import { editable } from '../form'
import { annotationTexts } from '../texts'

const texts = annotationTexts.addCsv

interface ChooseFileProps {
  readonly columns: readonly Column[]
  readonly pasted: string
  readonly onPaste: (text: string) => void
  readonly onFile: (file: File) => void
}

/** Where the rows come from: a file that is chosen or dropped, or lines that are pasted. */
export const ChooseFile = ({ columns, pasted, onPaste, onFile }: ChooseFileProps) => {
  const input = useRef<HTMLInputElement>(null)
  const pasteId = useId()
  const [over, setOver] = useState(false)
  const namesOf = (required: boolean): string =>
    editable(columns)
      .filter((column) => column.required === required)
      .flatMap(fileColumns)
      .join(',')
  const take = (files: FileList | null): void => {
    const file = files?.[0]
    if (file !== undefined) onFile(file)
  }
  const hover = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <>
      <div
        className={`csv-drop${over ? ' csv-drop-over' : ''}`}
        onDragEnter={hover}
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        <div className="csv-choose">
          <Button icon={FileUp} onClick={() => input.current?.click()}>
            {texts.choose}
          </Button>
          <span className="mute">{texts.drop}</span>
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,text/csv"
            aria-label={texts.file}
            onChange={(event) => take(event.target.files)}
          />
        </div>
        <p className="mute csv-limits">{texts.limits}</p>
        <p className="csv-limits">
          <span className="mute">{texts.columns}</span> <code>{namesOf(true)}</code>
          {namesOf(false) !== '' && (
            <span>
              <span className="mute">; {texts.optional}</span> <code>{namesOf(false)}</code>
            </span>
          )}
        </p>
      </div>
      <div className="field">
        <label htmlFor={pasteId}>{texts.paste}</label>
        <textarea
          id={pasteId}
          className="input mono csv-paste"
          rows={5}
          spellCheck={false}
          value={pasted}
          onChange={(event) => onPaste(event.target.value)}
        />
      </div>
    </>
  )
}
