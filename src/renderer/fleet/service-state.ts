import type { FleetKind } from '../../shared/domain/fleet'
import type { Service, ServiceName } from '../../shared/domain/service'
import type { Tone } from '../components/state-mark'
import { fleetTexts } from './texts'

const tones: Readonly<Record<Service['state'], Tone>> = {
  healthy: 'ok',
  starting: 'busy',
  unhealthy: 'bad',
  stopped: 'idle',
  absent: 'off',
}

export const stateTone = (state: Service['state']): Tone => tones[state]

const hints: Readonly<Partial<Record<ServiceName, string>>> = fleetTexts.restartHints

/** What a restart breaks, and whether it is put right, as the end of the button's hint. */
export const restartHint = (name: ServiceName): string =>
  hints[name] === undefined ? '' : `: ${hints[name]}`

/** Bytes of all services that tell; null when none does, or of a genuine fleet not every one that runs has told yet. */
export const memoryInAll = (services: readonly Service[], kind: FleetKind): number | null => {
  const told = services.flatMap((service) => (service.memory === null ? [] : [service.memory]))
  const untold = ({ state, memory }: Service): boolean => state !== 'stopped' && memory === null
  return told.length === 0 || (kind === 'genuine' && services.some(untold))
    ? null
    : told.reduce((sum, memory) => sum + memory, 0)
}

/** Services that this fleet has: the practice fleet stands in for some that it does not need. */
export const present = (services: readonly Service[], kind: FleetKind): readonly Service[] =>
  kind === 'practice' ? services.filter(({ state }) => state !== 'absent') : services
