import { Copy, Save } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { BundlePreview } from '../../shared/domain/diagnostics'
import { Button } from '../components/button'
import { copyText } from '../components/copy'
import { Dialog } from '../components/dialog'
import { bytes } from '../components/format'
import { FailureNotice, Notice, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useAnswer, useCall } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { TextLines } from './text-lines'
import { doctorTexts } from './texts'
import './diagnostics-dialog.css'

const texts = doctorTexts.diagnostics

interface FilesProps {
  readonly preview: BundlePreview
  readonly shown: string
  readonly onShow: (path: string) => void
}

const Files = ({ preview, shown, onShow }: FilesProps) => (
  <ul className="bundle-files" aria-label={texts.files}>
    {preview.files.map(({ path, bytes: size }) => (
      <li key={path}>
        <button type="button" aria-current={path === shown} title={path} onClick={() => onShow(path)}>
          <span className="mono truncate">{path}</span>
          <span className="mute tabular">{bytes(size)}</span>
        </button>
      </li>
    ))}
  </ul>
)

const Content = ({ id, path }: { readonly id: string; readonly path: string }) => {
  // Up to a megabyte each: none is kept that is not looked at.
  const file = useAnswer('diagnostics.text', { id, path }, { gcTime: 0, staleTime: Infinity })
  if (file.error !== null) return <ReadFailure error={file.error.info} onRetry={() => void file.refetch()} />
  if (file.data === undefined) return <Skeleton lines={6} label={texts.reading} />
  return <TextLines key={path} label={texts.content(path)} text={file.data.text} />
}

const Preview = ({ preview }: { readonly preview: BundlePreview }) => {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = preview.files.find(({ path }) => path === chosen)?.path ?? preview.files[0]?.path
  if (shown === undefined) return null
  return (
    <div className="bundle">
      <Files preview={preview} shown={shown} onShow={setChosen} />
      <Content id={preview.id} path={shown} />
    </div>
  )
}

const Saved = ({ file }: { readonly file: string }) => {
  const copy = useRef<HTMLButtonElement>(null)
  // The button that was pressed has gone, and focus with it.
  useEffect(() => copy.current?.focus(), [])
  return (
    <Notice tone="ok">
      <p>
        <strong>{texts.saved}</strong> {texts.savedIn}
      </p>
      <p className="mono bundle-path">{file}</p>
      <div className="notice-actions">
        <Button ref={copy} icon={Copy} onClick={() => void copyText(file, texts.copied)}>
          {texts.copy}
        </Button>
      </div>
    </Notice>
  )
}

interface DiagnosticsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** What would be in a bundle, file by file, before it is saved. */
export const DiagnosticsDialog = ({ open, onClose }: DiagnosticsDialogProps) => {
  const [preview, setPreview] = useState<BundlePreview | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const { error } = useStream('diagnostics.preview', open && saved === null ? undefined : null, setPreview)
  const save = useCall('diagnostics.save', { done: ({ file }) => setSaved(file) })
  const close = (): void => {
    setPreview(null)
    setSaved(null)
    save.forget()
    onClose()
  }
  const size = preview?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0
  return (
    <Dialog
      open={open}
      size={saved === null ? 'large' : 'wide'}
      title={texts.title}
      about={saved === null ? texts.about : undefined}
      cancel={saved === null ? undefined : texts.close}
      onClose={close}
      actions={
        saved === null && (
          <>
            {preview !== null && (
              <span className="bundle-size mute tabular">
                {texts.holds(preview.files.length, bytes(size))}
              </span>
            )}
            <Button
              look="primary"
              icon={Save}
              disabled={preview === null}
              pending={save.pending}
              onClick={() => preview !== null && save.run({ id: preview.id })}
            >
              {texts.save}
            </Button>
          </>
        )
      }
    >
      {save.error !== null && <FailureNotice error={save.error} />}
      {saved !== null ? (
        <Saved file={saved} />
      ) : preview !== null ? (
        <Preview preview={preview} />
      ) : error !== null ? (
        <FailureNotice error={error} />
      ) : (
        <div className="bundle-wait">
          <Skeleton lines={6} label={texts.collecting} />
          <p className="mute">{texts.collectingHint}</p>
        </div>
      )}
    </Dialog>
  )
}
