import type { FleetStatus } from '../../../shared/domain/fleet'
import { helpersOnce } from '../../../shared/domain/service'
import { fleetTitles } from '../fleet-line'
import { plain } from '../plain-text'
import { textTable } from '../text-table'

const mebibytes = (bytes: number | null): string =>
  bytes === null ? '' : `${Math.round(bytes / 1_048_576)} MiB`

/** Memory that only some services have told yet says nothing; those of the practice fleet share one process, and one of them tells. */
const hasMemory = ({ kind, services }: FleetStatus): boolean =>
  kind === 'genuine'
    ? services.every(({ state, memory }) => state === 'stopped' || memory !== null)
    : services.some(({ memory }) => memory !== null)

const servicesTable = (status: FleetStatus): string => {
  const heads = ['SERVICE', 'STATE', 'VERSION', 'MEMORY', 'DETAIL']
  const rows = helpersOnce(status.services).flatMap((service) => [
    [service.name, service.state, service.version ?? '', mebibytes(service.memory), service.detail],
    ...service.helpers.map(({ name, state, detail }) => [`  ${name}`, state, '', '', detail]),
  ])
  const told = heads.map((head) => head !== 'MEMORY' || hasMemory(status))
  return textTable(
    heads.filter((_, index) => told[index]),
    rows.map((row) => row.filter((_, index) => told[index])),
    60,
  )
}

/** The fleet as a person reads it: one sentence, then its services. */
export const statusText = (status: FleetStatus): string => {
  const head = [
    `${fleetTitles[status.kind]}: ${status.phase}`,
    status.phase === 'down' ? '' : ` at ${status.address} (datastack ${status.datastack})`,
  ].join('')
  return [
    head,
    plain(status.reason),
    ...(status.job === null ? [] : [plain(`Under way: ${status.job.title}: ${status.job.stage}`)]),
    ...(status.healing === null
      ? []
      : [plain(`At ${status.healing.at}: ${status.healing.what} ${status.healing.detail}`)]),
    ...(status.error === null ? [] : [plain(`${status.error.what} ${status.error.why} ${status.error.fix}`)]),
    ...(status.services.length === 0 ? [] : ['', servicesTable(status)]),
  ].join('\n')
}
