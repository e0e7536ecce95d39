import { useState } from 'react'
import type { Foreign } from '../../shared/domain/foreign'
import type { Place } from '../../shared/domain/place'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { FailureNotice, Notice, Skeleton } from '../components/notice'
import { useFleet } from '../core/fleet-status'
import { useAnswer, useCall } from '../core/use-call'
import { useFleetActions } from './fleet-actions'
import { ForeignObjects } from './foreign-objects'
import { PlaceFields, placeOf, type PlaceInput } from './place-fields'
import { placeTexts } from './place-texts'
import { useChoosePlace } from './use-place'
import { askWays, useWays } from './ways-state'
import './ways.css'

const texts = placeTexts.foreign

const runningOf = ({ objects }: Foreign): readonly string[] =>
  objects.filter(({ running }) => running).map(({ name }) => name)

interface FateProps {
  readonly found: Foreign
  readonly stops: boolean
  readonly onChange: (stops: boolean) => void
}

const Fate = ({ found, stops, onChange }: FateProps) => {
  const running = runningOf(found)
  if (running.length === 0) return null
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{texts.which}</legend>
      <label className="choice">
        <input type="radio" name="foreign-fate" checked={stops} onChange={() => onChange(true)} />
        <span>
          <strong>{texts.stop(running.length)}</strong>
          <span className="mute">{texts.stopHint(running)}</span>
        </span>
      </label>
      <label className="choice">
        <input type="radio" name="foreign-fate" checked={!stops} onChange={() => onChange(false)} />
        <span>
          <strong>{texts.leave}</strong>
          <span className="mute">{texts.leaveHint(found.ports)}</span>
        </span>
      </label>
    </fieldset>
  )
}

/** The port that theirs frees is ours again; one that they keep is not. */
const placeFor = ({ free, ports }: Foreign, stops: boolean, present: number | undefined): Place => ({
  project: free.project,
  port: stops && present !== undefined && ports.includes(present) ? present : free.port,
})

const inputOf = ({ port, project }: Place): PlaceInput => ({ port: String(port), project })

/** Others' objects under our project's name: stop them, take another name, or leave it all as it is. */
export const ForeignDialog = () => {
  const open = useWays(({ asked }) => asked === 'foreign')
  const kind = useFleet(({ status }) => status?.kind)
  const { up, switchFleet } = useFleetActions()
  const found = useAnswer('foreign.read', undefined, { enabled: open, gcTime: 0, staleTime: 0 })
  const present = useAnswer('place.read', undefined, { enabled: open, gcTime: 0, staleTime: 0 })
  const [stops, setStops] = useState(true)
  const [typed, setTyped] = useState<PlaceInput | null>(null)

  const close = (): void => {
    setTyped(null)
    setStops(true)
    askWays(null)
  }
  const start = (): void => {
    close()
    if (kind === 'practice') switchFleet.run({ kind: 'genuine' })
    else up.run(undefined)
  }
  const choose = useChoosePlace(start)
  const stop = useCall('foreign.stop', { done: () => chosen !== null && choose.run(chosen) })

  const leave = (): void => {
    stop.forget()
    choose.forget()
    close()
  }

  const running = found.data === undefined ? [] : runningOf(found.data)
  const willStop = stops && running.length > 0
  const input =
    typed ?? (found.data === undefined ? null : inputOf(placeFor(found.data, willStop, present.data?.port)))
  const chosen = input === null ? null : placeOf(input)
  const isFree = chosen !== null && chosen.project !== found.data?.project
  const isGone = found.data?.objects.length === 0
  const act = (): void => {
    if (isGone) start()
    else if (willStop) stop.run({ containers: [...running] })
    else if (chosen !== null) choose.run(chosen)
  }
  const error = found.error?.info ?? stop.error ?? choose.error
  const verb = isGone
    ? texts.again
    : willStop
      ? texts.stopAndAct(running.length, chosen?.project ?? '…')
      : texts.act(chosen?.project ?? '…')
  return (
    <Dialog
      open={open}
      size="wide"
      title={texts.title}
      about={texts.about(found.data?.project ?? present.data?.project ?? 'so')}
      cancel={texts.cancel}
      onClose={leave}
      actions={
        <Button
          look="primary"
          disabled={found.data === undefined || (!isGone && !isFree)}
          pending={stop.pending || choose.pending}
          onClick={act}
        >
          {verb}
        </Button>
      }
    >
      {error !== null && <FailureNotice error={error} />}
      {found.data === undefined || input === null ? (
        error === null && <Skeleton lines={4} label={texts.looking} />
      ) : isGone ? (
        <Notice tone="ok">{texts.gone}</Notice>
      ) : (
        <>
          <ForeignObjects objects={found.data.objects} />
          <Fate
            found={found.data}
            stops={stops}
            onChange={(next) => {
              setStops(next)
              setTyped(null)
            }}
          />
          <PlaceFields
            input={input}
            projectLabel={texts.name}
            projectHint={texts.nameHint}
            portHint={placeTexts.portPlain}
            onChange={setTyped}
          />
        </>
      )}
    </Dialog>
  )
}
