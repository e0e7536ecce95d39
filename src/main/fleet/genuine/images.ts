import type { Step } from '../../orchestrator/step'
import type { Fleet } from '../fleet'
import { explainAs } from '../steps/step-parts'
import type { GenuineParts } from './parts'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** Images one after another: side by side they only share the line, and one progress can be read. */
export const images = ({ engine, project }: GenuineParts): Step<Fleet> => {
  const declared = [...new Set(Object.values(project.images))].sort()
  return {
    id: 'images',
    title: 'Images of the services',
    needs: [],
    limit: {
      milliseconds: 3 * 3_600_000,
      reason: 'all images together fill 7 GB, hours on a slow line',
    },
    probe: async (_fleet, signal) => {
      const missing = await engine.missingImages(declared, signal)
      return missing.length === 0
        ? { holds: true, detail: `All ${declared.length} are on this machine.` }
        : {
            holds: false,
            detail: `${missing.length} of ${declared.length} are missing: ${missing.join(', ')}.`,
          }
    },
    act: async (_fleet, report, signal) => {
      const missing = await engine.missingImages(declared, signal)
      for (const [index, image] of missing.entries()) {
        report.log(`Loading ${image}`)
        await engine.pull(
          image,
          ({ done, total, detail }) => {
            const size = total === null ? megabytes(done) : `${megabytes(done)} of ${megabytes(total)}`
            report.detail(`${image}: ${size} ${detail}`.trimEnd())
            report.progress((index + (total ? done / total : 0)) / missing.length)
          },
          signal,
        )
      }
    },
    explain: explainAs(
      'The images of the services could not be loaded.',
      'Check the connection to the internet and the free disk space, then retry: what was loaded is kept.',
    ),
  }
}
