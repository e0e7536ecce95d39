import type Docker from 'dockerode'
import { ask, engineSaid } from './ask'
import { deriveImage } from './derive-image'
import type { DockerEngine } from './engine'
import type { EngineLink } from './engine-link'
import { readEngineInfo } from './engine-info'
import { pull } from './pull'
import { loadImages } from './load-images'
import { portPublisher } from './port-publisher'
import { removeOfHome } from './remove-of-home'
import { runOnce } from './run-once'
import { saveImages } from './save-images'
import { openTied } from './tied-container'

export interface EngineOptions {
  readonly link: EngineLink
  /** The id of the home that everything belongs to. */
  readonly home: string
  /** The variable that overrides an image; undefined where there is none. A failure names it. */
  readonly variableOf?: (image: string) => string | undefined
}

/** What every image of the fleet is made for. */
const platform = 'linux/amd64'

const isHere = async (docker: Docker, image: string): Promise<boolean> => {
  try {
    await docker.getImage(image).inspect()
    return true
  } catch (error) {
    if (engineSaid(error)?.status === 404) return false
    throw error
  }
}

export const openEngine = ({ link: { docker }, home, variableOf }: EngineOptions): DockerEngine => ({
  missingImages: (images, signal) =>
    ask('The images could not be listed.', signal, async () => {
      const here = await Promise.all(images.map((image) => isHere(docker, image)))
      return images.filter((_, index) => !here[index])
    }),

  pull: (image, report, signal) =>
    pull({ docker, image, platform, variable: variableOf?.(image), report }, signal),

  info: (signal) => ask('The engine could not be asked about itself.', signal, () => readEngineInfo(docker)),

  saveImages: (images, bundle, report, signal) => saveImages(docker, images, bundle, report, signal),

  loadImages: (bundle, report, signal) => loadImages(docker, bundle, report, signal),

  removeOfHome: (published, signal) => removeOfHome(docker, home, published, signal),

  derive: (derivation, log, signal) => deriveImage(docker, derivation, log, signal),

  runOnce: (image, command, signal) => runOnce({ docker, home }, image, command, signal),

  openTied: (options, signal) => openTied({ docker, home }, options, signal),

  portPublisher: (port, signal) =>
    ask('The containers could not be listed.', signal, () => portPublisher(docker, port)),
})
