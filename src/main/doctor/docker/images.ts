import { downloadSize } from '../../fleet/images/sizes'
import { passed, skipped, warning, type Verdict } from '../preflight'
import { dockerCheck } from './docker-check'

const get = { name: 'images.get' } as const

/** `wanted`: whether the genuine fleet was asked for or used last. A start downloads what is missing: it costs time, not the start. */
export const judgeImages = (all: number, missing: readonly string[], wanted: boolean): Verdict => {
  if (missing.length === 0) return passed(`All ${String(all)} images of the genuine fleet are here.`)
  const megabytes = Math.round(missing.reduce((sum, name) => sum + (downloadSize(name) ?? 0), 0) / 1e6)
  const what = `${String(missing.length)} of ${String(all)} images of the genuine fleet are not here yet: ${String(megabytes)} MB.`
  return wanted
    ? warning(
        what,
        `The next start has to download them first: ${missing.join(', ')}.`,
        'Get them while there is time: "realcave images pull", or "realcave images load" from a bundle.',
        get,
      )
    : skipped(what, get)
}

export const dockerImages = dockerCheck(
  'docker-images',
  'Images of the genuine fleet',
  async ({ project, missingImages }, { wantsGenuine }) =>
    judgeImages(new Set(Object.values(project.images)).size, missingImages, wantsGenuine),
)
