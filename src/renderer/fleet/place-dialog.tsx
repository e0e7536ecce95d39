import { useState } from 'react'
import type { Answer } from '../../shared/contract'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { FailureNotice, Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { toast } from '../components/toast'
import { useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useFleetActions } from './fleet-actions'
import { PlaceFields, placeOf, type PlaceInput } from './place-fields'
import { placeTexts as texts } from './place-texts'
import { useChoosePlace } from './use-place'
import { askWays, useWays } from './ways-state'
import './ways.css'

const inputOf = ({ port, project }: Answer<'place.read'>): PlaceInput => ({ port: String(port), project })

/** Another port, or another project for the genuine fleet; a fleet that runs goes on there. */
export const PlaceDialog = () => {
  const open = useWays(({ asked }) => asked === 'place')
  const phase = useFleet(({ status }) => status?.phase ?? 'down')
  const { up } = useFleetActions()
  const [typed, setTyped] = useState<PlaceInput | null>(null)
  const present = useAnswer('place.read', undefined, { enabled: open, gcTime: 0, staleTime: 0 })
  /** Whether a fleet ran when the place was chosen: the move itself stops it. */
  const [ran, setRan] = useState<boolean | null>(null)
  const starts = ran ?? phase !== 'down'
  const close = (): void => {
    setTyped(null)
    setRan(null)
    askWays(null)
  }
  const choose = useChoosePlace(({ port, project }) => {
    close()
    if (starts) up.run(undefined)
    else toast({ tone: 'ok', title: texts.chosen, detail: texts.chosenDetail(port, project) })
  })
  const leave = (): void => {
    choose.forget()
    close()
  }
  const input = typed ?? (present.data === undefined ? null : inputOf(present.data))
  const chosen = input === null ? null : placeOf(input)
  const isOther =
    chosen !== null && (chosen.port !== present.data?.port || chosen.project !== present.data.project)
  const look = useAnswer(
    'port.look',
    { port: chosen?.port ?? 1 },
    { enabled: open && chosen !== null && chosen.port !== present.data?.port, gcTime: 0, staleTime: 0 },
  )
  const taken = look.data?.free === false ? look.data.why : null
  return (
    <Dialog
      open={open}
      title={texts.title}
      about={texts.about}
      onClose={leave}
      actions={
        <Button
          look="primary"
          disabled={!isOther || look.isFetching || taken !== null}
          pending={choose.pending}
          onClick={() => {
            if (chosen === null) return
            setRan(starts)
            choose.run(chosen)
          }}
        >
          {starts ? texts.actAndStart : texts.act}
        </Button>
      }
    >
      <ReadFailure error={present.error?.info ?? null} onRetry={() => void present.refetch()} />
      {choose.error !== null && <FailureNotice error={choose.error} />}
      {input === null || present.data === undefined ? (
        present.error === null && <Skeleton lines={3} label={texts.title} />
      ) : (
        <PlaceFields
          input={input}
          portHint={texts.portHint(present.data.free)}
          portTaken={taken}
          onChange={setTyped}
        />
      )}
      <p className="mute ways-note">
        {starts && phase !== 'failed' && `${texts.restarts} `}
        {texts.otherData}
      </p>
    </Dialog>
  )
}
