import { resolve } from 'node:path'
import type { Lesson } from '../../src/shared/domain/lesson'
import { createShelf, lessonsOn } from '../../src/main/lessons/shelf'

const resources = resolve(import.meta.dirname, '../../resources')
const nowhere = resolve(resources, 'no-such-folder')

/** The lessons that come with the product. */
export const shippedLessons = async (): Promise<readonly Lesson[]> => {
  const shelf = await createShelf({ resources, own: { folder: nowhere, list: `${nowhere}.json` } }).read()
  for (const { error } of shelf.lessons) if (error !== null) throw new Error(error.why)
  return lessonsOn(shelf, 'shipped')
}
