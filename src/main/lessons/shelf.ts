import { watch, type FSWatcher } from 'node:fs'
import path from 'node:path'
import type { Lesson } from '../../shared/domain/lesson'
import type { LessonShelf, ShelfLesson } from '../../shared/domain/lesson-shelf'
import { toFailure } from '../../shared/errors'
import { Latest } from '../waiting/latest'
import { pause } from '../waiting/limit'
import { readLesson, shippedFile, shippedNames } from './lesson-file'
import { addOwn, filesOf, makeFolder, readAdded, removeOwn, type OwnFolders } from './own-lessons'

export interface ShelfOptions {
  readonly resources: string
  readonly own: OwnFolders
  /** What a classroom's kit brought: a folder of lessons, and which of the shipped and of these are shown, in their order. */
  readonly classroom?: () => Promise<ClassroomLessons | null>
  /** Milliseconds that the folders have to stay as they are before a change in them is told. */
  readonly settling?: number
}

export interface ClassroomLessons {
  readonly folder: string
  /** By their ids; undefined: all. */
  readonly only: readonly string[] | undefined
}

/** The lessons that come with the product, and those of the user's own. */
export interface Shelf {
  read(): Promise<LessonShelf>
  /** The shelf now, and at each change of a file on it. */
  watch(signal: AbortSignal): AsyncIterable<LessonShelf>
  add(given: string): Promise<void>
  remove(given: string): Promise<void>
}

/** A file that is just being saved is empty for a moment: what is read counts once it is read the same again. */
const usualSettling = 120

const entry = async (source: ShelfLesson['source'], file: string, key: string): Promise<ShelfLesson> => {
  try {
    return { key, source, file, lesson: await readLesson(file), error: null }
  } catch (error) {
    return { key, source, file, lesson: null, error: toFailure(error, `${file} cannot be used.`).info }
  }
}

/** The lessons on it that can be run. */
export const lessonsOn = ({ lessons }: LessonShelf, source?: ShelfLesson['source']): readonly Lesson[] =>
  lessons.flatMap((found) =>
    found.lesson !== null && (source === undefined || found.source === source) ? [found.lesson] : [],
  )

interface Added {
  readonly path: string
  readonly files: readonly string[]
  readonly error: LessonShelf['added'][number]['error']
}

const lookInto = async (given: string): Promise<Added> => {
  try {
    return { path: given, files: await filesOf(given), error: null }
  } catch (error) {
    return { path: given, files: [], error: toFailure(error).info }
  }
}

/** As an instructor has set it; a user's own stay, behind them. */
const chosen = (
  given: readonly ShelfLesson[],
  only: readonly string[] | undefined,
): readonly ShelfLesson[] =>
  only === undefined
    ? given
    : only.flatMap((id) => given.filter(({ key, lesson }) => (lesson?.id ?? key) === id))

export const createShelf = (options: ShelfOptions): Shelf => {
  const { resources, own, classroom = async () => null, settling = usualSettling } = options
  /** Changed when something may have: a hint to read again. */
  const hints = new Latest<number>()

  const read = async (): Promise<LessonShelf> => {
    const [names, added, kit] = await Promise.all([shippedNames(resources), readAdded(own), classroom()])
    const brought = kit === null ? [] : (await lookInto(kit.folder)).files
    const [inFolder, ...others] = await Promise.all([own.folder, ...added].map(lookInto))
    const files = [...new Set([...(inFolder?.files ?? []), ...others.flatMap((each) => each.files)])]
    const [taught, users] = await Promise.all([
      Promise.all([
        ...names.map((name) => entry('shipped', shippedFile(resources, name), name)),
        ...brought.map((file) => entry('own', file, file)),
      ]),
      Promise.all(files.map((file) => entry('own', file, file))),
    ])
    const lessons = [...chosen(taught, kit?.only), ...users]
    return {
      folder: own.folder,
      added: others.map(({ path, error }) => ({ path, error })),
      lessons,
    }
  }

  /** Folders are watched, not files: an editor that saves puts another file in the place of the old one. */
  const follow = (watched: Map<string, FSWatcher>, shelf: LessonShelf): void => {
    const wanted = new Set([
      own.folder,
      ...shelf.added.map((each) => each.path),
      ...shelf.added.map((each) => path.dirname(each.path)),
      ...shelf.lessons.flatMap(({ source, file }) => (source === 'own' ? [path.dirname(file)] : [])),
    ])
    for (const [folder, watcher] of watched)
      if (!wanted.has(folder)) {
        watcher.close()
        watched.delete(folder)
      }
    for (const folder of wanted) {
      if (watched.has(folder)) continue
      try {
        const watcher = watch(folder, { persistent: false }, () => hints.set(0))
        // The folder went: the next look says so.
        watcher.on('error', () => {
          watcher.close()
          watched.delete(folder)
          hints.set(0)
        })
        watched.set(folder, watcher)
      } catch {
        // A folder that is not there is told on the shelf; its parent's events tell when it comes.
      }
    }
  }

  /** Read until it is what was told before, or the same twice. */
  const settled = async (told: string, signal: AbortSignal): Promise<LessonShelf> => {
    let before = ''
    for (;;) {
      await pause(settling, signal).catch(() => undefined)
      const shelf = await read()
      const text = JSON.stringify(shelf)
      if (text === told || text === before || signal.aborted) return shelf
      before = text
    }
  }

  return {
    read,
    async *watch(signal) {
      await makeFolder(own).catch(() => undefined)
      const watched = new Map<string, FSWatcher>()
      let told = ''
      hints.set(0)
      try {
        for await (const _ of hints.follow(0, signal)) {
          if (told === '') follow(watched, await read())
          // The first one is for somebody who waits: what is just being saved is told a moment later.
          const shelf = told === '' ? await read() : await settled(told, signal)
          follow(watched, shelf)
          const text = JSON.stringify(shelf)
          if (text === told) continue
          told = text
          yield shelf
        }
      } finally {
        for (const watcher of watched.values()) watcher.close()
      }
    },
    async add(given) {
      await addOwn(own, given)
      hints.set(0)
    },
    async remove(given) {
      await removeOwn(own, given)
      hints.set(0)
    },
  }
}
