import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Lesson } from '../../../shared/domain/lesson'
import { Failure } from '../../../shared/errors'
import { readLesson } from '../../lessons/lesson-file'
import { layout } from '../kit-layout'
import { notWritten } from './destination'

interface Given {
  readonly file: string
  readonly lesson: Lesson
}

const folderOf = (kit: string): string => path.join(kit, layout.lessons)

const doubled = (id: string, one: string, other: string): Failure =>
  new Failure({
    code: 'KIT_INVALID',
    what: `Two lessons have the id "${id}".`,
    why: `They are ${one} and ${other}.`,
    fix: 'Give one of them another id, or leave one out.',
  })

/** Nobody reads it again by itself here. */
const read = (file: string): Promise<Lesson> =>
  readLesson(file).catch((error: unknown) => {
    if (!(error instanceof Failure) || error.info.code !== 'LESSON_INVALID') throw error
    const fix =
      'Correct the file, then start the same command again. docs/lessons.md shows how one is written.'
    throw new Failure({ ...error.info, fix }, { cause: error })
  })

/** The lessons that the kit will hold: those that are named, and those that stand in it already under other names. */
export const gatherLessons = async (
  kit: string,
  files: readonly string[],
  shipped: readonly string[],
): Promise<readonly Given[]> => {
  const given = await Promise.all(files.map(async (file) => ({ file, lesson: await read(file) })))
  const replaced = new Set(given.map(({ lesson }) => `${lesson.id}.yaml`))
  const there = (await readdir(folderOf(kit)).catch((): string[] => [])).filter(
    (name) => /\.ya?ml$/i.test(name) && !replaced.has(name),
  )
  const kept = await Promise.all(
    there.map(async (name) => {
      const file = path.join(folderOf(kit), name)
      return { file, lesson: await read(file) }
    }),
  )
  const byId = new Map<string, string>(shipped.map((id) => [id, 'a shipped lesson']))
  for (const { file, lesson } of [...given, ...kept]) {
    const before = byId.get(lesson.id)
    if (before !== undefined) throw doubled(lesson.id, before, file)
    byId.set(lesson.id, file)
  }
  return [...given, ...kept]
}

/** Each under its id: names of files that one system takes and another does not are left behind. */
export const putLessons = async (kit: string, lessons: readonly Given[]): Promise<void> => {
  const folder = folderOf(kit)
  try {
    if (lessons.length > 0) await mkdir(folder, { recursive: true })
    for (const { file, lesson } of lessons) {
      if (path.dirname(path.resolve(file)) === path.resolve(folder)) continue
      await writeFile(path.join(folder, `${lesson.id}.yaml`), await readFile(file))
    }
  } catch (error) {
    throw notWritten(folder, error)
  }
}
