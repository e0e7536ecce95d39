import type { ClassroomSettings } from '../../shared/domain/classroom'

const named: Readonly<Record<keyof Omit<ClassroomSettings, '$schema' | 'title'>, string>> = {
  port: 'port',
  project: 'project',
  fleet: 'fleet',
  lessons: 'which lessons are shown',
  theme: 'theme',
  typing: 'typing speed',
  updates: 'no look for new versions',
}

export const classroomTexts = {
  part: 'Classroom',
  unnamed: 'A classroom’s kit',
  set: 'Set by the classroom; it cannot be changed here.',
  kit: 'Kit',
  made: 'Made',
  has: 'Sets',
  nothing: 'nothing',
  away: 'It is not there now. What was taken from it stays.',
  names: (settings: ClassroomSettings): string =>
    Object.entries(named)
      .flatMap(([key, name]) => (key in settings ? [name] : []))
      .join(', '),
} as const
