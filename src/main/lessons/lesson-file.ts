import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { lesson, lessonStep, type Lesson } from '../../shared/domain/teaching'
import { Failure } from '../../shared/errors'
import { readYaml } from './yaml-document'

/** As the domain's lesson, but a key that nobody knows is a mistake of the author's: "expects" would check nothing. */
export const lessonFile = z.strictObject({
  ...lesson.shape,
  steps: z
    .array(
      z.strictObject({
        ...lessonStep.shape,
        expect: z.array(z.strictObject(lessonStep.shape.expect.unwrap().element.shape)).default([]),
      }),
    )
    .min(1, 'must have at least one step'),
})

const folderOf = (resources: string): string => join(resources, 'lessons')

const shippedNames = async (resources: string): Promise<readonly string[]> =>
  (await readdir(folderOf(resources)))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()

const readLesson = (file: string): Promise<Lesson> => readYaml(file, lessonFile)

/** The lessons that come with the product. */
export const listLessons = async (resources: string): Promise<readonly Lesson[]> => {
  const names = await shippedNames(resources)
  return Promise.all(names.map((name) => readLesson(join(folderOf(resources), `${name}.yaml`))))
}

/** A shipped lesson by its name, or one in a file of the user's own. */
export const loadLesson = async (resources: string, nameOrFile: string): Promise<Lesson> => {
  const names = await shippedNames(resources)
  if (names.includes(nameOrFile)) return readLesson(join(folderOf(resources), `${nameOrFile}.yaml`))
  if (/^[\w-]+$/.test(nameOrFile)) {
    throw new Failure({
      code: 'NOT_FOUND',
      what: `There is no lesson "${nameOrFile}".`,
      why: `The lessons here are: ${names.join(', ')}.`,
      fix: 'Name one of them, or the path of a lesson file that ends in .yaml.',
    })
  }
  return readLesson(nameOrFile)
}
