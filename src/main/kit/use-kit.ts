import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Classroom } from '../../shared/domain/classroom'
import { classroomFolder, writeClassroom } from '../home/classroom-file'
import { fileFailure } from '../home/file-failure'
import { shippedNames } from '../lessons/lesson-file'
import { smallContent, type KitLesson } from './kit-content'
import { layout } from './kit-layout'
import { readKit, type Kit } from './kit-manifest'

/** Where a home keeps the lessons of its kit. */
export const lessonsFolder = (home: string, classroom: Pick<Classroom, 'kit'>): string =>
  path.join(classroomFolder(home, classroom), 'lessons')

const putLessons = async (folder: string, lessons: readonly KitLesson[]): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const { name, text } of lessons) await writeFile(path.join(folder, name), text, { mode: 0o600 })
  } catch (error) {
    throw fileFailure(folder, error)
  }
}

/** Those of kits that were used before. */
const clearOthers = async (home: string, { kit }: Classroom): Promise<void> => {
  const own = kit.slice(0, 12)
  const folder = path.join(home, 'classroom')
  const names = await readdir(folder).catch((): string[] => [])
  for (const name of names)
    if (name !== own) await rm(path.join(folder, name), { recursive: true, force: true })
}

export interface Opened {
  readonly kit: Kit
  readonly classroom: Classroom
  readonly lessons: readonly KitLesson[]
}

/** Reads a kit and all in it that is small; whatever is wrong with that is found before anything is changed. */
export const openKit = async (folder: string, resources: string): Promise<Opened> => {
  const kit = await readKit(folder)
  const { settings, lessons } = await smallContent(kit, await shippedNames(resources))
  return { kit, lessons, classroom: { kit: kit.id, folder: kit.folder, made: kit.made, settings } }
}

/** Its settings and lessons hold from here on; a kit that was used before is replaced as a whole. Again, it changes nothing. */
export const takeIn = async (home: string, { classroom, lessons }: Opened): Promise<void> => {
  await putLessons(lessonsFolder(home, classroom), lessons)
  await writeClassroom(home, classroom)
  await clearOthers(home, classroom)
}

/** Whether images of the genuine fleet are in it, and where. */
export const bundleOf = (kit: Pick<Kit, 'folder' | 'files'>): string | null =>
  kit.files.some(({ path: file }) => file.startsWith(`${layout.images}/`))
    ? path.join(kit.folder, layout.images)
    : null
