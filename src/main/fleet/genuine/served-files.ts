import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fleetNotePath, type FleetNote } from '../../../shared/dashboard'
import type { Step } from '../../orchestrator/step'
import type { ArchiveEntry } from '../../engine/engine'
import type { Fleet } from '../fleet'
import { filesBelow } from '../../machine/files-below'
import { lookAt } from '../steps/http-look'
import { explainAs } from '../steps/step-parts'
import type { GenuineParts } from './parts'

/** Where cfg/gateway.conf serves from. */
const servedFolder = '/srv/realcave'
/** Tells which files were put there. */
const marker = 'ws/contents'

/** The files of a folder, below a path of the gateway. */
const filesOf = async (folder: string, below: string): Promise<readonly ArchiveEntry[]> => {
  const entries = (await filesBelow(folder)).map(async (name) => ({
    path: `${below}/${name}`,
    content: await readFile(path.join(folder, name)),
  }))
  return (await Promise.all(entries)).sort((a, b) => (a.path < b.path ? -1 : 1))
}

const digestOf = (entries: readonly ArchiveEntry[]): string => {
  const hash = createHash('sha256')
  for (const { path: name, content } of entries) hash.update(`${name}\0`).update(content).update('\0')
  return hash.digest('hex')
}

/** The built dashboard, and what tells it of its fleet; nothing where none was built: the fleet goes without. */
const dashboardFiles = async (folder: string): Promise<readonly ArchiveEntry[]> => {
  if (!existsSync(folder)) return []
  const note = JSON.stringify({ kind: 'genuine' } satisfies FleetNote)
  return [...(await filesOf(folder, 'dashboard')), { path: fleetNotePath.slice(1), content: note }]
}

/** What the gateway serves beside the services: the watershed, whose supervoxels the annotations fall on, and the dashboard. */
export const servedFiles = ({ project, folder, dashboard }: GenuineParts): Step<Fleet> => {
  const entries = async () => [
    ...(await filesOf(path.join(folder, 'cfg', 'watershed'), 'ws')),
    ...(await dashboardFiles(dashboard)),
  ]
  return {
    id: 'served-files',
    title: 'Watershed and dashboard behind the gateway',
    needs: ['backing'],
    limit: { milliseconds: 60_000, reason: 'a megabyte is copied into a volume' },
    probe: async (fleet, signal) => {
      const look = await lookAt(fleet.address, `/${marker}`, 3000, signal)
      if (!look.answered) return { holds: false, detail: `The gateway does not answer: ${look.why}` }
      return look.status === 200 && look.text === digestOf(await entries())
        ? { holds: true, detail: 'They are served.' }
        : { holds: false, detail: 'They are not there, or older ones are.' }
    },
    act: async (_fleet, report, signal) => {
      report.detail('Copying them into the volume of the gateway')
      // Files of an older dashboard have names of their own and would stay.
      const removal = ['rm', '-rf', `${servedFolder}/dashboard`]
      const { status, errors } = await project.exec('gateway', removal, (line) => report.log(line), signal)
      if (status !== 0) report.log(`Files of an older dashboard stay: ${errors}`)
      const files = await entries()
      const told = [...files, { path: marker, content: digestOf(files) }]
      await project.putArchive('gateway', servedFolder, told, signal)
    },
    explain: explainAs(
      'Watershed and dashboard were not put behind the gateway.',
      'Look at the log of gateway, then retry.',
    ),
  }
}
