import { z } from 'zod'
import { classroom } from '../domain/classroom'
import { call } from './channel'

export const classroomChannels = {
  /** What the classroom's kit has set in this home, and whether the kit is still where it was; null where none was used. */
  'classroom.read': call(z.void(), classroom.extend({ here: z.boolean() }).nullable()),
}
