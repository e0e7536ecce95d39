import { Presentation } from 'lucide-react'
import type { lessonCommands } from '../../shared/commands/lesson-commands'
import { askHere } from '../views/asked'
import { useRoute } from '../views/route'
import { withActs, type Act, type Command } from './command'
import { commandTexts as texts } from './texts'

export const useLessonCommands = (): readonly Command[] => {
  const { view, subject } = useRoute()
  const open = view === 'lessons' && subject !== ''
  const acts: Readonly<Record<keyof typeof lessonCommands, Act>> = {
    'lesson.present': {
      icon: Presentation,
      detail: texts.presentAbout,
      refusal: open ? null : texts.noLesson,
      run: () => askHere('lessons', 'present'),
    },
  }
  return withActs(texts.groups.teach, acts)
}
