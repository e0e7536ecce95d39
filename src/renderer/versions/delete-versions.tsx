import { useState } from 'react'
import type { Version } from '../../shared/domain/version'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { bytes, moment } from '../components/format'
import { FailureNotice } from '../components/notice'
import { toast } from '../components/toast'
import { useCall } from '../core/use-call'
import { newestFirst } from './version-state'
import { versionTexts } from './texts'

const texts = versionTexts.removal

interface DeleteVersionsProps {
  readonly versions: readonly Version[]
  readonly onClose: () => void
}

export const DeleteVersions = ({ versions, onClose }: DeleteVersionsProps) => {
  const [chosen, setChosen] = useState<readonly number[]>([])
  const remove = useCall('versions.delete', {
    done: (_, { versions: gone }) => {
      toast({ tone: 'ok', title: texts.done(gone.join(', ')) })
      onClose()
    },
  })
  const inOrder = [...chosen].sort((a, b) => a - b)
  const toggle = (version: number): void =>
    setChosen(chosen.includes(version) ? chosen.filter((other) => other !== version) : [...chosen, version])
  return (
    <Dialog
      open
      title={texts.title}
      about={`${texts.about} ${texts.keepOne}`}
      onClose={onClose}
      actions={
        <Button
          look="danger"
          disabled={chosen.length === 0}
          pending={remove.pending}
          onClick={() => remove.run({ versions: inOrder })}
        >
          {texts.act(chosen.length)}
        </Button>
      }
    >
      {remove.error !== null && <FailureNotice error={remove.error} />}
      <fieldset className="choices">
        <legend className="visually-hidden">{texts.choose}</legend>
        {newestFirst(versions).map(({ version, timeStamp, disk }) => (
          <label key={version} className="choice">
            <input type="checkbox" checked={chosen.includes(version)} onChange={() => toggle(version)} />
            <span>
              <strong>{versionTexts.name(version)}</strong>
              <span className="mute tabular">
                {moment(timeStamp)}
                {disk !== null && ` · ${bytes(disk)}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p role="status" className={chosen.length > 0 ? 'versions-go' : ''}>
        {chosen.length > 0 && texts.goes(inOrder.join(', '))}
      </p>
    </Dialog>
  )
}
