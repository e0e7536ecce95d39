import path from 'node:path'
import type { Answer } from '../../shared/contract'
import { demandAsSet, readClassroom, type Chosen } from '../home/classroom-file'
import type { KitsAtHand } from '../kit/first-kit'
import type { KitPython } from '../terminal/kit-python'

/** What a classroom's kit has set in this home. Read anew each time: a kit may be used, or left, beside an open panel. */
export interface ClassroomPart {
  read(): Promise<Answer<'classroom.read'>>
  /** Fails with SET_BY_CLASSROOM where something else was set. */
  demand(chosen: Chosen): Promise<void>
}

export const openClassroom = (home: () => string): ClassroomPart => ({
  async read() {
    const { kitInUse } = await import('../kit/kit-in-use')
    const used = await kitInUse(home())
    return used && { ...used.classroom, here: used.kit !== null }
  },
  async demand(chosen) {
    demandAsSet(await readClassroom(home()), chosen)
  },
})

/** The bundle of images of the kit in use; null where there is none, or it is out of reach. */
export const kitBundle = async (home: string): Promise<string | null> => {
  if ((await readClassroom(home)) === null) return null
  const [{ kitInUse }, { bundleOf }] = await Promise.all([
    import('../kit/kit-in-use'),
    import('../kit/use-kit'),
  ])
  const kit = (await kitInUse(home))?.kit
  return kit ? bundleOf(kit) : null
}

/** The Python of the kit in use; null where there is none, or it is out of reach. */
export const kitPython = async (home: string, resources: string): Promise<KitPython | null> => {
  if ((await readClassroom(home)) === null) return null
  const { kitPythonHere } = await import('../kit/kit-in-use')
  return kitPythonHere(home, resources)
}

/** The lessons that a kit brought, and which are to be shown. */
export const kitLessons = async (
  home: string,
): Promise<{ readonly folder: string; readonly only: readonly string[] | undefined } | null> => {
  const classroom = await readClassroom(home)
  if (classroom === null) return null
  const { lessonsFolder } = await import('../kit/use-kit')
  return { folder: path.normalize(lessonsFolder(home, classroom)), only: classroom.settings.lessons }
}

/** Where a kit may be that a new home is set up from. */
export const kitsAtHand = async (
  resources: string,
  environment: Readonly<Record<string, string | undefined>>,
  program?: string,
): Promise<KitsAtHand> => {
  const named = environment['REALCAVE_KIT'] ?? ''
  const { besideProgram } = await import('../kit/first-kit')
  return {
    resources,
    named: named === '' ? undefined : path.resolve(named),
    folders: program === undefined ? [] : besideProgram(program),
  }
}
