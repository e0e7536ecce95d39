import { z } from 'zod'
import type { Home } from './home'
import { readJson } from './read-json'
import { writeAtomic } from './write-atomic'

const brought = z.array(z.object({ name: z.string(), id: z.string() })).readonly()

type Brought = z.infer<typeof brought>

/**
 * Which images this home has brought to Docker (src/main/engine/brought-images.ts). A file that makes no sense names none: an image too
 * many stays, and none of somebody else's goes.
 */
export const openBroughtImages = (
  home: Home,
): { read(): Promise<Brought>; write(images: Brought): Promise<void> } => {
  const file = home.path('images.json')
  return {
    async read() {
      const found = await readJson(file, brought)
      return found.state === 'read' ? found.value : []
    },
    write: (images) => writeAtomic(file, `${JSON.stringify(images, null, 2)}\n`),
  }
}
