import type { Handlers } from '../../shared/contract/handlers'
import type { lessonsChannels } from '../../shared/contract/lessons'
import type { FleetKind } from '../../shared/domain/fleet'
import { Failure } from '../../shared/errors'
import type { Session } from '../terminal/session'
import { demandFleet } from './lessons'
import type { Restart } from './play-step'
import type { Shelf } from './shelf'
import { createStage } from './stage'

export type LessonChannels = Pick<Handlers<AbortSignal>, keyof typeof lessonsChannels>

export interface LessonChannelsOptions {
  readonly shelf: Shelf
  readonly session: (id: string) => Promise<Session>
  readonly kind: () => FleetKind
  readonly restart: Restart
}

const unknown = (key: string): Failure =>
  new Failure({
    code: 'NOT_FOUND',
    what: 'There is no such lesson any more.',
    why: `${key} was moved or removed.`,
    fix: 'Choose another lesson.',
  })

/** The lesson channels: the shelf, and lessons that run in a terminal session. */
export const createLessonChannels = (options: LessonChannelsOptions): LessonChannels => {
  const { shelf, session, kind, restart } = options
  const stage = createStage()
  return {
    'lessons.watch': (_input, signal) => shelf.watch(signal),
    'lessons.add': ({ path }) => shelf.add(path),
    'lessons.remove': ({ path }) => shelf.remove(path),
    async 'lessons.run'({ session: id, key, from, through, paced, keyTime }, signal) {
      const found = (await shelf.read()).lessons.find((known) => known.key === key)
      if (found === undefined) throw unknown(key)
      if (found.lesson === null) throw new Failure(found.error ?? unknown(key).info)
      demandFleet(found.lesson, kind())
      return stage.run(
        await session(id),
        { lesson: found.lesson, key, from, through, paced, keyTime, restart },
        signal,
      )
    },
    async *'lessons.progress'({ session: id }, signal) {
      yield* stage.progress(await session(id), signal)
    },
  }
}
