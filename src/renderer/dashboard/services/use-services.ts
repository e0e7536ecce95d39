import { useQueries } from '@tanstack/react-query'
import type { FleetKind } from '../../../shared/domain/fleet'
import type { ServiceName } from '../../../shared/domain/service'
import type { ErrorInfo } from '../../../shared/errors'
import { unread, type Reading } from '../reading/reading'
import { healthPace, readingOptions, useReading } from '../reading/use-reading'
import { probes, readKind, type Sign } from './probes'

/** One service as it answers here. */
export interface SeenService {
  readonly name: ServiceName
  /** `looking` until the first look has ended; `unknown` while the gateway cannot be asked. */
  readonly state: 'looking' | 'healthy' | 'unhealthy' | 'unknown'
  readonly version: string | null
  readonly error: ErrorInfo | null
}

export interface SeenFleet {
  /** Null until the gateway has told it. */
  readonly kind: FleetKind | null
  readonly services: readonly SeenService[]
  /** Why nothing can be reached at all; the services then say nothing new. */
  readonly unreachable: ErrorInfo | null
}

/** Whether it is told already why something of this service cannot be read. */
export const isTold = ({ services, unreachable }: SeenFleet, name: ServiceName): boolean =>
  unreachable !== null || services.some((service) => service.name === name && service.error !== null)

const seen = (name: ServiceName, { value, error }: Reading<unknown>): SeenService => ({
  name,
  state: error !== null ? 'unhealthy' : value === null ? 'looking' : 'healthy',
  version: null,
  error,
})

const seenService = (name: ServiceName, reading: Reading<Sign>): SeenService => ({
  ...seen(name, reading),
  version: reading.value?.version ?? null,
})

const combine = (results: readonly { readonly data: Reading<Sign> | undefined }[]): readonly SeenService[] =>
  probes.map(({ name }, index) => seenService(name, results[index]?.data ?? unread))

/** The fleet as this page finds it, looked at again and again. */
export const useServices = (): SeenFleet => {
  const gateway = useReading(['fleet'], readKind, healthPace)
  const services = useQueries({
    queries: probes.map(({ name, look }) => readingOptions(['service', name], look, healthPace)),
    combine,
  })
  const unreachable = gateway.error
  const known =
    unreachable === null ? services : services.map((service) => ({ ...service, state: 'unknown' as const }))
  return { kind: gateway.value, services: [seen('gateway', gateway), ...known], unreachable }
}
