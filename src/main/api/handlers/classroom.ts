import type { classroomChannels } from '../../../shared/contract/classroom'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const classroomHandlers = (
  core: Core,
): Pick<Handlers<AbortSignal>, keyof typeof classroomChannels> => ({
  'classroom.read': () => core.classroom.read(),
})
