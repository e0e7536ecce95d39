import { openProcessor } from '../../../../src/main/fleet/genuine/processor'
import { openSupply, type Supply } from '../../../../src/main/fleet/genuine/supply'
import type { Home } from '../../../../src/main/home/home'
import { imageNames, type FakeEngine } from './fake-engine'

export const demanding = imageNames['mat'] ?? ''

const model = {
  services: Object.fromEntries(
    Object.entries(imageNames).map(([service, image]) => [
      service,
      { image, environment: { MODE: service } },
    ]),
  ),
}

/** The images of a fake engine, got in the real way. */
export const fakeSupply = async (
  engine: FakeEngine,
  home: Home,
  environment: Readonly<Record<string, string>> = {},
  offline: (image: string) => Promise<boolean> = async () => false,
): Promise<Supply> => {
  const processor = openProcessor({ engine, home, small: ['redis:7', 'nginx:1'], demanding })
  await processor.recall(new AbortController().signal)
  return openSupply({ engine, processor, model, demanding, home: home.settings.id, environment, offline })
}

const notHere = (): never => {
  throw new Error('No step of this test asks for images.')
}

export const noSupply: Supply = {
  model: notHere,
  images: notHere,
  layoutImages: {},
  missing: notHere,
  get: notHere,
  doubt: notHere,
  sizeOf: notHere,
  note: notHere,
  everyImage: notHere,
}
