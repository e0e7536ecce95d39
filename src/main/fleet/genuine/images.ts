import type { PullProgress } from '../../engine/engine'
import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { getAll } from '../images/get-all'
import { explainAs } from '../steps/step-parts'
import type { GenuineParts } from './parts'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

const shown = ({ done, total, detail }: PullProgress): string => {
  if (done === 0 && total === null) return detail
  const size = total === null ? megabytes(done) : `${megabytes(done)} of ${megabytes(total)}`
  return `${size} ${detail}`.trimEnd()
}

/** Images one after another: side by side they only share the line, and one progress can be read. */
export const images = ({ supply }: GenuineParts): Step<Fleet> => ({
  id: 'images',
  title: 'Images of the services',
  // Nothing is downloaded for a fleet that could not start.
  needs: ['compose', 'port', 'ownership'],
  limit: {
    milliseconds: 3 * 3_600_000,
    reason: 'all images together fill 7 GB, hours on a slow line',
  },
  probe: async (_fleet, signal) => {
    const missing = await supply.missing(signal)
    const count = supply.images().length
    return missing.length === 0
      ? { holds: true, detail: `All ${count} are on this machine. ${supply.note()}`.trim() }
      : { holds: false, detail: `${missing.length} of ${count} are missing: ${missing.join(', ')}.` }
  },
  act: async (_fleet, report, signal) => {
    let [done, all, note] = [0, 0, '']
    await getAll(
      supply,
      {
        next: (missing) => {
          all = done + missing.length
          // Known as soon as the first small image is there, before the large ones.
          if (supply.note() !== note) report.log(supply.note())
          note = supply.note()
          report.log(`Getting ${missing[0] ?? ''}`)
        },
        progress: (image, progress) => {
          report.detail(`${image}: ${shown(progress)}`)
          report.progress((done + (progress.total ? progress.done / progress.total : 0)) / all)
        },
        got: () => (done += 1),
      },
      signal,
    )
  },
  explain: explainAs(
    'The images of the services could not be loaded.',
    'Check the connection to the internet and the free disk space, then retry: what was loaded is kept.',
  ),
})
