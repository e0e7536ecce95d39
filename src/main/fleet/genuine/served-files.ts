import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Step } from '../../orchestrator/step'
import type { ArchiveEntry } from '../../engine/engine'
import type { Fleet } from '../fleet'
import { lookAt } from '../steps/http-look'
import { explainAs } from '../steps/step-parts'
import type { GenuineParts } from './parts'

/** Where cfg/gateway.conf serves from. */
const servedFolder = '/srv/realcave'
/** Tells which files were put there. */
const marker = 'ws/contents'

/** The files of a folder, below a path of the gateway. */
const filesOf = async (folder: string, below: string): Promise<readonly ArchiveEntry[]> => {
  const found = await readdir(folder, { withFileTypes: true })
  const entries = found.map(async (each): Promise<readonly ArchiveEntry[]> => {
    const [at, name] = [path.join(folder, each.name), `${below}/${each.name}`]
    return each.isDirectory() ? filesOf(at, name) : [{ path: name, content: await readFile(at) }]
  })
  return (await Promise.all(entries)).flat().sort((a, b) => (a.path < b.path ? -1 : 1))
}

const digestOf = (entries: readonly ArchiveEntry[]): string => {
  const hash = createHash('sha256')
  for (const { path: name, content } of entries) hash.update(`${name}\0`).update(content).update('\0')
  return hash.digest('hex')
}

/** What the gateway serves beside the services: the watershed, whose supervoxels the annotations fall on. */
export const servedFiles = ({ project, folder }: GenuineParts): Step<Fleet> => {
  const entries = () => filesOf(path.join(folder, 'cfg', 'watershed'), 'ws')
  return {
    id: 'served-files',
    title: 'Watershed behind the gateway',
    needs: ['backing'],
    limit: { milliseconds: 60_000, reason: 'a few kilobytes are copied into a volume' },
    probe: async (fleet, signal) => {
      const look = await lookAt(fleet.address, `/${marker}`, 3000, signal)
      if (!look.answered) return { holds: false, detail: `The gateway does not answer: ${look.why}` }
      return look.status === 200 && look.text === digestOf(await entries())
        ? { holds: true, detail: 'It is served.' }
        : { holds: false, detail: 'It is not there, or an older one is.' }
    },
    act: async (_fleet, report, signal) => {
      report.detail('Copying it into the volume of the gateway')
      const files = await entries()
      const told = [...files, { path: marker, content: digestOf(files) }]
      await project.putArchive('gateway', servedFolder, told, signal)
    },
    explain: explainAs(
      'The watershed was not put behind the gateway.',
      'Look at the log of gateway, then retry.',
    ),
  }
}
