import type { Command } from './command'
import { useDataCommands } from './data-commands'
import { useFleetCommands } from './fleet-commands'
import { useLessonCommands } from './lesson-commands'
import { usePanelCommands } from './panel-commands'
import { viewCommandsNow } from './view-commands'

/** Every declared command with what it does now: a subject that brings commands of its own is named here. */
export const useCommands = (): readonly Command[] => [
  ...viewCommandsNow,
  ...useFleetCommands(),
  ...useDataCommands(),
  ...useLessonCommands(),
  ...usePanelCommands(),
]
