import type Docker from 'dockerode'
import { z } from 'zod'

const history = z.array(z.object({ Created: z.number(), CreatedBy: z.string(), Size: z.number() }))

/**
 * Bytes that images take together. The engine tells no sizes of layers by themselves; images that begin with the same steps
 * share the layers of these.
 */
export const sizeTogether = async (docker: Docker, images: readonly string[]): Promise<number> => {
  const layers = new Map<string, number>()
  for (const image of images) {
    let below = ''
    // The newest step comes first.
    for (const { Created, CreatedBy, Size } of history
      .parse(await docker.getImage(image).history())
      .reverse()) {
      below = `${below}\n${Created} ${CreatedBy} ${Size}`
      layers.set(below, Size)
    }
  }
  return [...layers.values()].reduce((sum, size) => sum + size, 0)
}
