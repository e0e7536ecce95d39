import path from 'node:path'
import type { ClassroomSettings } from '../../shared/domain/classroom'
import type { Lesson } from '../../shared/domain/lesson'
import { Failure } from '../../shared/errors'
import { lessonFile } from '../lessons/lesson-file'
import { parseYaml } from '../lessons/yaml-document'
import { layout } from './kit-layout'
import { filesBelow, kitInvalid, readKitFile, type Kit } from './kit-manifest'
import { parseSettings } from './settings-file'

export interface KitLesson {
  readonly lesson: Lesson
  /** Its file's name. */
  readonly name: string
  readonly text: string
}

/** A lesson is small; a digest is not made of a video. */
const mostBytes = 1_000_000

const small = (kit: Kit, file: string): Promise<string> => {
  const { bytes = 0 } = kit.files.find(({ path: name }) => name === file) ?? {}
  if (bytes > mostBytes) throw kitInvalid(kit.folder, `Its file ${file} has ${bytes} bytes: too many.`)
  return readKitFile(kit, file)
}

const kitSettings = async (kit: Kit): Promise<ClassroomSettings> =>
  parseSettings(path.join(kit.folder, layout.settings), await small(kit, layout.settings))

const kitLesson = async (kit: Kit, file: string): Promise<KitLesson> => {
  const text = await small(kit, file)
  return {
    lesson: parseYaml(path.join(kit.folder, file), text, lessonFile),
    name: path.posix.basename(file),
    text,
  }
}

const kitLessons = (kit: Kit): Promise<readonly KitLesson[]> =>
  Promise.all(filesBelow(kit, layout.lessons).map(({ path: file }) => kitLesson(kit, file)))

export interface SmallContent {
  readonly settings: ClassroomSettings
  readonly lessons: readonly KitLesson[]
}

/** Settings and lessons of a kit, each checked; the settings name no lesson that is neither here nor shipped. */
export const smallContent = async (kit: Kit, shipped: readonly string[]): Promise<SmallContent> => {
  const [settings, lessons] = await Promise.all([kitSettings(kit), kitLessons(kit)])
  demandLessons(
    settings,
    [...shipped, ...lessons.map(({ lesson }) => lesson.id)],
    path.join(kit.folder, layout.settings),
  )
  return { settings, lessons }
}

export const demandLessons = (settings: ClassroomSettings, known: readonly string[], file: string): void => {
  const unknown = settings.lessons?.find((id) => !known.includes(id))
  if (unknown === undefined) return
  throw new Failure({
    code: 'KIT_INVALID',
    what: `The classroom's settings ${file} cannot be used.`,
    why: `"lessons" names "${unknown}", which is no lesson of the kit. There are: ${known.join(', ')}.`,
    fix: 'Correct the name, or add the lesson to the kit.',
  })
}
