import { BookOpenText, GraduationCap } from 'lucide-react'
import { useState } from 'react'
import type { LessonShelf } from '../../shared/domain/lesson-shelf'
import type { Command } from '../commands/command'
import { commandTexts as texts } from '../commands/texts'
import { goAndFocus } from '../commands/view-commands'
import { useAnswer } from '../core/use-call'
import { useStream } from '../core/use-stream'
import { focusTerminal } from '../terminal/focus-terminal'
import { typeIntoTerminal } from '../terminal/terminal-input'

const type = (code: string): void => {
  typeIntoTerminal(code)
  focusTerminal()
}

/** Lessons to open, and commands of the cheat-sheet to type. */
export const useTeachCommands = (): readonly Command[] => {
  const [shelf, setShelf] = useState<LessonShelf | null>(null)
  useStream('lessons.watch', undefined, setShelf)
  const sheet = useAnswer('cheatsheet.read', undefined)
  const lessons = (shelf?.lessons ?? []).map(({ key, lesson, error }): Command => ({
    id: `lesson.${key}`,
    title: lesson?.title ?? key,
    detail: lesson?.about ?? '',
    group: texts.groups.lessons,
    icon: GraduationCap,
    refusal: error === null ? null : `${error.what} ${error.why}`,
    run: () => goAndFocus('lessons', key),
  }))
  const commands = (sheet.data?.sections ?? []).flatMap(({ commands }) =>
    commands.map(({ id, code, explanation }): Command => ({
      id: `sheet.${id}`,
      title: code.trimEnd().split('\n')[0] ?? '',
      detail: explanation,
      group: texts.groups.cheatsheet,
      icon: BookOpenText,
      refusal: null,
      run: () => type(code.trimEnd()),
    })),
  )
  return [...lessons, ...commands]
}
