import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { lesson, lessonStep, type Lesson } from '../../shared/domain/lesson'
import { Failure } from '../../shared/errors'
import { readYaml } from './yaml-document'

/** As the domain's lesson, but a key that nobody knows is a mistake of the author's: "expects" would check nothing. */
export const lessonFile = z.strictObject({
  ...lesson.shape,
  steps: z
    .array(
      z.strictObject({
        ...lessonStep.shape,
        expect: z
          .array(z.strictObject(lessonStep.shape.expect.unwrap().element.shape))
          .default([])
          .describe('Checks after the commands.'),
      }),
    )
    .min(1, 'must have at least one step'),
})

const folderOf = (resources: string): string => join(resources, 'lessons')

/** As one comes to know CAVE; others after them. */
const order = ['first-query', 'proof', 'edit-history', 'cheat-sheet', 'time-travel', 'heal']
const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)

export const shippedNames = async (resources: string): Promise<readonly string[]> =>
  (await readdir(folderOf(resources)))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))

export const readLesson = (file: string): Promise<Lesson> => readYaml(file, lessonFile)

/** A shipped lesson's file. */
export const shippedFile = (resources: string, name: string): string =>
  join(folderOf(resources), `${name}.yaml`)

/** A shipped lesson by its name, an own one by its id, or one in a file. */
export const loadLesson = async (
  resources: string,
  nameOrFile: string,
  own: readonly Lesson[] = [],
): Promise<Lesson> => {
  const names = await shippedNames(resources)
  if (names.includes(nameOrFile)) return readLesson(shippedFile(resources, nameOrFile))
  const found = own.find(({ id }) => id === nameOrFile)
  if (found !== undefined) return found
  if (/^[\w-]+$/.test(nameOrFile)) {
    throw new Failure({
      code: 'NOT_FOUND',
      what: `There is no lesson "${nameOrFile}".`,
      why: `The lessons here are: ${[...names, ...own.map(({ id }) => id)].join(', ')}.`,
      fix: 'Name one of them, or the path of a lesson file that ends in .yaml.',
    })
  }
  return readLesson(nameOrFile)
}
