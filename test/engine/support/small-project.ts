import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { EngineLink } from '../../../src/main/engine/engine-link'
import { testProject, type TestProject } from './engine'
import { makeImage, removeImage } from './small-image'
import { smallModel } from './small-model'

/** A small image for the suite, and a small project of its own for each of its tests; both are gone afterwards. */
export const smallProjects = (
  link: EngineLink,
  image: string,
  take: (project: TestProject) => void,
): void => {
  let project: TestProject | undefined
  beforeAll(() => makeImage(link.docker, image))
  afterAll(() => removeImage(link.docker, image))
  beforeEach(async () => {
    project = await testProject(link, smallModel(image))
    take(project)
  })
  afterEach(() => project?.[Symbol.asyncDispose]())
}
