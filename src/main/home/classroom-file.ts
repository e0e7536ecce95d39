import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { FleetKind } from '../../shared/domain/fleet'
import { classroom, type Classroom } from '../../shared/domain/classroom'
import { Failure } from '../../shared/errors'
import { fileFailure } from './file-failure'
import { readJson } from './read-json'
import { writeAtomic } from './write-atomic'

const fileOf = (home: string): string => path.join(home, 'classroom.json')

/** What the kit brought that is files: each kit's in a folder of its own, so that half of one never stands in the place of another. */
export const classroomFolder = (home: string, { kit }: Pick<Classroom, 'kit'>): string =>
  path.join(home, 'classroom', kit.slice(0, 12))

const unreadable = (file: string, why: string): Failure =>
  new Failure({
    code: 'HOME_CORRUPT',
    what: `What the classroom's kit has set could not be read from ${file}.`,
    why,
    fix: 'Free the home of it: "realcave kit leave"; then, if wanted, use the kit again: "realcave kit use FOLDER".',
  })

/**
 * What a classroom's kit has set in this home; null where none was used. One that cannot be read fails: what an instructor has set is not
 * to be passed over in silence.
 */
export const readClassroom = async (home: string): Promise<Classroom | null> => {
  const found = await readJson(fileOf(home), classroom)
  if (found.state === 'corrupt') throw unreadable(fileOf(home), found.why)
  return found.state === 'read' ? found.value : null
}

/** From here on it holds. */
export const writeClassroom = (home: string, value: Classroom): Promise<void> =>
  writeAtomic(fileOf(home), `${JSON.stringify(value, null, 2)}\n`)

/** The settings are free again; what came with the kit goes. */
export const removeClassroom = async (home: string): Promise<void> => {
  try {
    await rm(fileOf(home), { force: true })
    await rm(path.join(home, 'classroom'), { recursive: true, force: true })
  } catch (error) {
    throw fileFailure(fileOf(home), error)
  }
}

const titled = ({ settings }: Classroom): string =>
  settings.title === undefined ? 'The classroom’s kit' : `The kit of “${settings.title}”`

const setOtherwise = (
  given: Classroom,
  thing: string,
  set: string | number,
  asked: string | number,
): Failure =>
  new Failure({
    code: 'SET_BY_CLASSROOM',
    what: `The ${thing} cannot be changed to ${String(asked)} here.`,
    why: `${titled(given)} has set it to ${String(set)}.`,
    fix: `Go on without naming another ${thing}. An instructor changes it in the kit, or frees this machine: "realcave kit leave".`,
  })

export interface Chosen {
  readonly port?: number | undefined
  readonly project?: string | undefined
  readonly fleet?: FleetKind | undefined
}

/** Fails where something other than what the classroom has set is asked for; the same is no change. */
export const demandAsSet = (given: Classroom | null, { port, project, fleet }: Chosen): void => {
  if (given === null) return
  const { settings } = given
  if (port !== undefined && settings.port !== undefined && port !== settings.port)
    throw setOtherwise(given, 'port', settings.port, port)
  if (project !== undefined && settings.project !== undefined && project !== settings.project)
    throw setOtherwise(given, 'project', settings.project, project)
  if (fleet !== undefined && settings.fleet !== undefined && fleet !== settings.fleet)
    throw setOtherwise(given, 'fleet', settings.fleet, fleet)
}
