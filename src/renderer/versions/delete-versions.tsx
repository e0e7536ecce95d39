import { useState } from 'react'
import { inTheMaking, newestOpenable, type Version } from '../../shared/domain/version'
import { codeTexts } from '../code/texts'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { bytes, moment } from '../components/format'
import { FailureNotice } from '../components/notice'
import { StateMark } from '../components/state-mark'
import { toast } from '../components/toast'
import { useCall } from '../core/use-call'
import { diskInAll, isOpenable, newestFirst, versionTone } from './version-state'
import { versionTexts } from './texts'
import './delete-versions.css'

const texts = versionTexts.removal

interface DeleteVersionsProps {
  readonly versions: readonly Version[]
  readonly onClose: () => void
}

export const DeleteVersions = ({ versions, onClose }: DeleteVersionsProps) => {
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [asked, setAsked] = useState(versions)
  const remove = useCall('versions.delete', {
    done: (_, { versions: gone }) => {
      toast({ tone: 'ok', title: texts.done(gone.join(', ')) })
      onClose()
    },
  })
  const inOrder = [...chosen].sort((a, b) => a - b)
  const toggle = (version: number): void =>
    setChosen(chosen.includes(version) ? chosen.filter((other) => other !== version) : [...chosen, version])
  // While they go, the dialog goes on saying what was asked.
  const all = newestFirst(remove.pending ? asked : versions)
  const newest = newestOpenable(all)
  const made = inTheMaking(all)
  const deletable = all.filter((version) => version !== made)
  const choose = (wanted: (version: Version) => boolean) => (): void =>
    setChosen(deletable.filter(wanted).map(({ version }) => version))
  const freed = diskInAll(all.filter(({ version }) => chosen.includes(version)))
  return (
    <Dialog
      open
      size="wide"
      title={texts.title}
      about={`${texts.about} ${texts.keepOne}`}
      onClose={onClose}
      actions={
        <Button
          look="danger"
          disabled={chosen.length === 0}
          pending={remove.pending}
          onClick={() => {
            setAsked(versions)
            remove.run({ versions: inOrder })
          }}
        >
          {texts.act(chosen.length)}
        </Button>
      }
    >
      {remove.error !== null && <FailureNotice error={remove.error} />}
      <div className="toolbar delete-versions-tools">
        {newest !== undefined && deletable.length > 1 && (
          <Button small disabled={remove.pending} onClick={choose((version) => version !== newest)}>
            {texts.allButNewest}
          </Button>
        )}
        {deletable.some((version) => !isOpenable(version)) && (
          <Button small disabled={remove.pending} onClick={choose((version) => !isOpenable(version))}>
            {texts.unusable}
          </Button>
        )}
        <Button
          small
          look="quiet"
          disabled={chosen.length === 0 || remove.pending}
          onClick={choose(() => false)}
        >
          {texts.none}
        </Button>
        {freed !== null && <span className="mute tabular">{texts.frees(bytes(freed))}</span>}
      </div>
      <fieldset className="choices delete-versions" disabled={remove.pending}>
        <legend className="visually-hidden">{texts.choose}</legend>
        {all.map((each) => {
          const { version, timeStamp, disk } = each
          return (
            <label key={version} className="choice">
              <input
                type="checkbox"
                checked={chosen.includes(version)}
                disabled={each === made}
                onChange={() => toggle(version)}
              />
              <span>
                <strong>{versionTexts.name(version)}</strong>
                <span className="mute tabular">
                  {moment(timeStamp)}
                  {disk !== null && ` · ${bytes(disk)}`}
                </span>
              </span>
              {!isOpenable(each) && (
                <StateMark tone={versionTone(each)} word={versionTexts.words[each.status]} />
              )}
            </label>
          )
        })}
      </fieldset>
      <p role="status" className={chosen.length > 0 ? 'versions-go' : ''}>
        {chosen.length > 0 && texts.goes(inOrder.join(', '))}
      </p>
      <p className="mute delete-versions-note">{codeTexts.noCallAnywhere}</p>
    </Dialog>
  )
}
