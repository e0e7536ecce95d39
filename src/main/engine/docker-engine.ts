import { ask } from './ask'
import { imageId, noneBrought, noteBrought, type BroughtImages } from './brought-images'
import { deriveImage } from './derive-image'
import type { DockerEngine } from './engine'
import type { EngineLink } from './engine-link'
import { readEngineInfo } from './engine-info'
import { pull } from './pull'
import { loadImages } from './load-images'
import { portPublisher } from './port-publisher'
import { namesOfHome, removeOfHome } from './remove-of-home'
import { runOnce } from './run-once'
import { saveImages } from './save-images'
import { openTied } from './tied-container'

export interface EngineOptions {
  readonly link: EngineLink
  /** The id of the home that everything belongs to. */
  readonly home: string
  /** The variable that overrides an image; undefined where there is none. A failure names it. */
  readonly variableOf?: (image: string) => string | undefined
  /** Where it is noted which images came here for this home. */
  readonly brought?: BroughtImages
}

/** What every image of the fleet is made for. */
const platform = 'linux/amd64'

export const openEngine = ({
  link: { docker },
  home,
  variableOf,
  brought = noneBrought,
}: EngineOptions): DockerEngine => ({
  missingImages: (images, signal) =>
    ask('The images could not be listed.', signal, async () => {
      const here = await Promise.all(images.map((image) => imageId(docker, image)))
      return images.filter((_, index) => here[index] === undefined)
    }),

  pull: (image, report, signal) =>
    noteBrought(docker, brought, [image], signal, () =>
      pull({ docker, image, platform, variable: variableOf?.(image), report }, signal),
    ),

  info: (signal) => ask('The engine could not be asked about itself.', signal, () => readEngineInfo(docker)),

  saveImages: (images, bundle, report, signal) => saveImages(docker, images, bundle, report, signal),

  loadImages: (bundle, report, signal) => loadImages(docker, bundle, brought, report, signal),

  removeOfHome: (used, signal) => removeOfHome(docker, home, used, brought, signal),

  namesOfHome: (signal) => namesOfHome(docker, home, brought, signal),

  derive: (derivation, log, signal) => deriveImage(docker, derivation, log, signal),

  runOnce: (image, command, signal) => runOnce({ docker, home }, image, command, signal),

  openTied: (options, signal) => openTied({ docker, home }, options, signal),

  portPublisher: (port, signal) =>
    ask('The containers could not be listed.', signal, () => portPublisher(docker, port)),
})
