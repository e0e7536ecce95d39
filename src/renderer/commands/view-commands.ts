import { icons } from '../views/view-icons'
import { go, viewNames } from '../views/route'
import { withActs, type Command } from './command'
import { commandTexts as texts } from './texts'

/** To a view, the keyboard with it. */
export const goAndFocus = (view: (typeof viewNames)[number], subject = ''): void => {
  go(view, subject)
  document.querySelector('main')?.focus()
}

export const viewCommandsNow: readonly Command[] = withActs(
  texts.groups.go,
  Object.fromEntries(
    viewNames.map((view) => [`view.${view}`, { icon: icons[view], run: () => goAndFocus(view) }]),
  ),
)
