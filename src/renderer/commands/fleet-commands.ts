import {
  ArrowRightLeft,
  Bookmark,
  Camera,
  Copy,
  ExternalLink,
  Plug,
  Power,
  RotateCcw,
  Sparkles,
  Undo2,
  Waypoints,
  Wrench,
} from 'lucide-react'
import type { fleetCommands } from '../../shared/commands/fleet-commands'
import { isPlaceSet, useClassroomSettings } from '../classroom/classroom'
import { classroomTexts } from '../classroom/texts'
import { copyText } from '../components/copy'
import { useFleet } from '../core/fleet-status'
import { useAnswer } from '../core/use-call'
import { useFleetActions } from '../fleet/fleet-actions'
import { askWays } from '../fleet/ways-state'
import { askView } from '../views/asked'
import { withActs, type Act, type Command } from './command'
import { busyRefusal, fleetRefusal } from './refusal'
import { commandTexts as texts } from './texts'

export const useFleetCommands = (): readonly Command[] => {
  const fleet = useFleet()
  const { status } = fleet
  const actions = useFleetActions()
  const classroom = useClassroomSettings()
  const baseline = useAnswer('baseline.read', undefined, { enabled: false })
  const busy = busyRefusal(fleet)
  const refusal = fleetRefusal(fleet)
  const address = status?.address ?? ''
  const acts: Readonly<Record<keyof typeof fleetCommands, Act>> = {
    'fleet.up': { icon: Sparkles, refusal: busy, run: () => actions.up.run(undefined) },
    'fleet.materialize': { icon: Camera, refusal, run: () => actions.materialize.run(undefined) },
    'fleet.reset': { icon: RotateCcw, refusal, run: () => actions.askReset(true) },
    'fleet.rebuildGraph': { icon: Waypoints, refusal, run: () => actions.rebuildGraph.run(undefined) },
    'fleet.repairWorker': {
      icon: Wrench,
      refusal: refusal ?? (status?.kind === 'practice' ? texts.practiceHasNone : null),
      run: () => actions.repairWorker.run(undefined),
    },
    'fleet.setBaseline': { icon: Bookmark, refusal, run: () => askView('services', 'set-baseline') },
    'fleet.clearBaseline': {
      icon: Undo2,
      refusal: refusal ?? (baseline.data?.origin === 'first' ? texts.nothingDeclared : null),
      run: () => askView('services', 'clear-baseline'),
    },
    'fleet.switch': {
      icon: ArrowRightLeft,
      refusal: classroom.fleet === undefined ? busy : classroomTexts.set,
      ...(status !== null && { detail: texts.switchTo[status.kind] }),
      run: () => askView('services', `switch-${status?.kind === 'genuine' ? 'practice' : 'genuine'}`),
    },
    'fleet.place': {
      icon: Plug,
      refusal: isPlaceSet(classroom) ? classroomTexts.set : busy,
      run: () => askWays('place'),
    },
    'fleet.dashboard': {
      icon: ExternalLink,
      refusal,
      run: () => void window.open(`${address}/`, '_blank', 'noopener,noreferrer'),
    },
    'fleet.address': {
      icon: Copy,
      detail: address,
      refusal: status === null ? texts.looking : null,
      run: () => void copyText(address, texts.address),
    },
    'fleet.stop': {
      icon: Power,
      refusal: busy ?? (status?.phase === 'down' ? texts.isDown : null),
      run: () => askView('services', 'stop'),
    },
  }
  return withActs(texts.groups.fleet, acts)
}
