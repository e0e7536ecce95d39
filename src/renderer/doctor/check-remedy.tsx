import { useQueryClient } from '@tanstack/react-query'
import { Eraser, ExternalLink, Settings2, Signpost, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CheckAction } from '../../shared/domain/doctor'
import { Button, ButtonLink } from '../components/button'
import { toast, toastFailure } from '../components/toast'
import { takesNoWork, useFleet } from '../core/fleet-status'
import { useCall } from '../core/use-call'
import { EngineRemedy } from '../engine/engine-remedy'
import { useFleetActions } from '../fleet/fleet-actions'
import { askWays } from '../fleet/ways-state'
import { ImagesRemedy } from './images-remedy'
import { doctorTexts } from './texts'

const texts = doctorTexts.remedies

const StartFleet = () => {
  const { up } = useFleetActions()
  const busy = useFleet(takesNoWork)
  return (
    <Button icon={Sparkles} disabled={busy} pending={up.pending} onClick={() => up.run(undefined)}>
      {texts.up}
    </Button>
  )
}

const RemoveLeftovers = () => {
  const client = useQueryClient()
  const remove = useCall('leftovers.remove', {
    done: ({ removed }) => {
      toast({ tone: 'ok', title: texts.removed, detail: removed.join(', ') })
      void client.invalidateQueries({ queryKey: ['doctor.run'] })
    },
    failed: toastFailure,
  })
  return (
    <Button icon={Eraser} pending={remove.pending} onClick={() => remove.run(undefined)}>
      {texts.remove}
    </Button>
  )
}

const remedies: Readonly<Record<Exclude<CheckAction['name'], 'page.open'>, () => ReactNode>> = {
  'engine.start': () => <EngineRemedy />,
  'images.get': () => <ImagesRemedy />,
  'fleet.up': () => <StartFleet />,
  'leftovers.remove': () => <RemoveLeftovers />,
  'foreign.stop': () => (
    <Button icon={Signpost} onClick={() => askWays('foreign')}>
      {texts.foreign}
    </Button>
  ),
  'place.choose': () => (
    <Button icon={Settings2} onClick={() => askWays('place')}>
      {texts.place}
    </Button>
  ),
}

/** What can be done from here about what a check has found. */
export const CheckRemedy = ({ action }: { readonly action: CheckAction }) => (
  <div className="check-remedy">
    {action.name === 'page.open' ? (
      <ButtonLink href={action.page} icon={ExternalLink}>
        {texts.page(new URL(action.page).hostname)}
      </ButtonLink>
    ) : (
      remedies[action.name]()
    )}
  </div>
)
