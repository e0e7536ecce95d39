import type { Classroom } from '../../shared/domain/classroom'
import { readClassroom } from '../home/classroom-file'
import type { KitPython } from '../terminal/kit-python'
import { readKit, type Kit } from './kit-manifest'
import { pythonOfKit } from './kit-python-part'

export interface KitInUse {
  readonly classroom: Classroom
  /** Null where it is out of reach: a stick that was pulled out, a share that is not there, or another kit in its place. */
  readonly kit: Kit | null
}

/** The kit that this home was set up from; null where none was. */
export const kitInUse = async (home: string): Promise<KitInUse | null> => {
  const classroom = await readClassroom(home)
  if (classroom === null) return null
  const kit = await readKit(classroom.folder).catch(() => null)
  return { classroom, kit: kit?.id === classroom.kit ? kit : null }
}

/** The Python that the kit in use brings to this machine; null where there is none, or it is out of reach. */
export const kitPythonHere = async (home: string, resources: string): Promise<KitPython | null> => {
  const used = await kitInUse(home)
  return used === null || used.kit === null ? null : pythonOfKit(used.kit, resources)
}
