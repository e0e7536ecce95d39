import { z } from 'zod'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { inTransaction, type Session } from '../sessions'
import { lookAt, until } from '../steps/http-look'
import { explainAs, reach } from '../steps/step-parts'
import { inDatabase, type GenuineParts } from './parts'

/** CAVE-FACTS 3. Hosts named `gateway` are for containers, `local_server` is for the client: different on purpose. */
const alignedVolume = {
  displayName: 'fake_volume',
  description: 'Fake aligned volume',
  imageSource: 'precomputed://http://gateway/ws/fake_image',
}
const datastackRow = {
  description: 'Fake datastack',
  segmentationSource: 'graphene://http://gateway/segmentation/table/test',
  viewerLayer: 'seg',
  resolution: [8, 8, 40],
}

const registered = z.object({
  local_server: z.string(),
  segmentation_source: z.string().nullable(),
  volume: z.string(),
})

const find = (session: Session, datastack: string) =>
  session.rows(
    registered,
    `select d.local_server, d.segmentation_source, v.name as volume
     from datastack d join aligned_volume v on v.id = d.aligned_volume_id where d.name = $1`,
    [datastack],
  )

/** Without ids of our own, so that the sequences stay right for whoever inserts next. */
const register = (session: Session, address: string, datastack: string, volume: string): Promise<void> =>
  inTransaction(session, async () => {
    await session.run(
      `insert into aligned_volume (name, display_name, description, image_source) values ($1, $2, $3, $4)
       on conflict (name) do nothing`,
      [volume, alignedVolume.displayName, alignedVolume.description, alignedVolume.imageSource],
    )
    await session.run(
      `insert into datastack (name, display_name, viewer_layer_name, aligned_volume_id, segmentation_source,
         local_server, description, viewer_resolution_x, viewer_resolution_y, viewer_resolution_z)
       values ($1, $1, $2, (select id from aligned_volume where name = $3), $4, $5, $6, $7, $8, $9)
       on conflict (name) do update set aligned_volume_id = excluded.aligned_volume_id,
         segmentation_source = excluded.segmentation_source, local_server = excluded.local_server`,
      [
        datastack,
        datastackRow.viewerLayer,
        volume,
        datastackRow.segmentationSource,
        address,
        datastackRow.description,
        ...datastackRow.resolution,
      ],
    )
  })

/** Services that remember a datastack for minutes, and so have to begin anew when it has changed: CAVE-FACTS 3. */
const remembering = new Set(['annotation', 'mat', 'mat-worker'])
const answering = ['/anno_health', '/materialize/version'] as const

const restartThoseThatRemember = async (
  parts: GenuineParts,
  fleet: Fleet,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> => {
  const containers = await parts.project.containers(signal)
  const services = containers.flatMap(({ service, state }) =>
    state === 'running' && remembering.has(service) ? [service] : [],
  )
  for (const service of services) {
    log(`Restarting ${service}: it remembers the datastack as it was`)
    await parts.project.act(service, 'restart', signal)
  }
  if (services.length === 0) return
  await until(signal, async () => {
    const looks = await Promise.all(answering.map((path) => lookAt(fleet.address, path, 3000, signal)))
    return looks.every((look) => look.answered && look.status === 200)
  })
  if (services.includes('mat-worker')) await parts.worker.untilReady(signal)
}

export const datastack = (parts: GenuineParts): Step<Fleet> => ({
  id: 'datastack',
  title: 'Datastack registered',
  needs: ['info'],
  limit: { milliseconds: 180_000, reason: 'two rows take milliseconds, restarting services half a minute' },
  probe: async (fleet, signal) => {
    const { connection } = await reach(fleet, signal)
    const [row] = await inDatabase(parts, fleet, 'datasets', signal, (session) =>
      find(session, connection.datastack),
    )
    if (!row) return { holds: false, detail: `${connection.datastack} is not registered.` }
    const isRight =
      row.local_server === fleet.address &&
      row.segmentation_source === datastackRow.segmentationSource &&
      row.volume === connection.alignedVolume
    return isRight
      ? { holds: true, detail: `${connection.datastack} is registered for ${fleet.address}.` }
      : { holds: false, detail: `${connection.datastack} is registered for ${row.local_server}.` }
  },
  act: async (fleet, report, signal) => {
    const { connection } = await reach(fleet, signal)
    const wasRegistered = await inDatabase(parts, fleet, 'datasets', signal, async (session) => {
      const rows = await find(session, connection.datastack)
      await register(session, fleet.address, connection.datastack, connection.alignedVolume)
      return rows.length > 0
    })
    if (wasRegistered) await restartThoseThatRemember(parts, fleet, (line) => report.log(line), signal)
  },
  explain: explainAs(
    'The datastack was not registered.',
    'Look at the logs of info and postgres, then retry.',
  ),
})
