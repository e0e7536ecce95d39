import { useState } from 'react'
import { codeTexts } from '../code/texts'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { NoCall } from '../code/no-call'
import { Skeleton } from '../components/notice'
import { ReadFailure } from '../components/read-failure'
import { useAnswer } from '../core/use-call'
import { useFleetActions } from './fleet-actions'
import { ResetContents } from './reset-contents'
import { fleetTexts } from './texts'

const texts = fleetTexts.reset

interface KindChoiceProps {
  readonly clean: boolean
  readonly chosen: boolean
  readonly onChoose: () => void
}

const KindChoice = ({ clean, chosen, onChoose }: KindChoiceProps) => (
  <label className="choice">
    <input type="radio" name="reset-kind" checked={chosen} onChange={onChoose} />
    <span>
      <strong>{clean ? texts.clean : texts.live}</strong>
      <span className="mute">{clean ? texts.cleanHint : texts.liveHint}</span>
    </span>
  </label>
)

export const ResetDialog = () => {
  const { reset, resetAsked, askReset } = useFleetActions()
  const [clean, setClean] = useState(true)
  // Looked at afresh each time: a plan of five minutes ago could leave out a table that goes.
  const plan = useAnswer('fleet.resetPlan', { clean }, { enabled: resetAsked, gcTime: 0, staleTime: 0 })
  return (
    <Dialog
      open={resetAsked}
      size="wide"
      title={texts.title}
      about={texts.about}
      onClose={() => askReset(false)}
      actions={
        <Button
          look="danger"
          disabled={plan.data === undefined || plan.isFetching}
          pending={reset.pending}
          onClick={() => {
            reset.run({ clean })
            askReset(false)
          }}
        >
          {clean ? texts.act.clean : texts.act.live}
        </Button>
      }
    >
      <fieldset className="choices">
        <legend className="visually-hidden">{texts.which}</legend>
        <KindChoice clean chosen={clean} onChoose={() => setClean(true)} />
        <KindChoice clean={false} chosen={!clean} onChoose={() => setClean(false)} />
      </fieldset>
      {plan.error !== null ? (
        <ReadFailure error={plan.error.info} onRetry={() => void plan.refetch()} />
      ) : plan.data === undefined ? (
        <Skeleton lines={3} label={texts.reading} />
      ) : (
        <ResetContents plan={plan.data} />
      )}
      <NoCall
        verb={clean ? 'resetClean' : 'reset'}
        does={clean ? codeTexts.same.does.resetClean : codeTexts.same.does.reset}
      />
    </Dialog>
  )
}
