import { dataCommands } from './data-commands'
import type { Declared } from './declared'
import { fleetCommands } from './fleet-commands'
import { lessonCommands } from './lesson-commands'
import { panelCommands } from './panel-commands'
import { viewCommands } from './view-commands'

/** By subject, in the order in which palette, list and menu show them. A subject's title is that of its menu. */
const subjects = {
  Go: viewCommands,
  Fleet: fleetCommands,
  Data: dataCommands,
  Teach: lessonCommands,
  Panel: panelCommands,
} as const

export const declared = {
  ...viewCommands,
  ...fleetCommands,
  ...dataCommands,
  ...lessonCommands,
  ...panelCommands,
}

export type CommandId = keyof typeof declared

export const isCommandId = (id: string): id is CommandId => Object.hasOwn(declared, id)

export const declaredOf = (id: CommandId): Declared => declared[id]

/** What a menu or a list makes of it. */
export interface Listed extends Declared {
  readonly id: CommandId
}

export const listed: readonly { readonly subject: string; readonly commands: readonly Listed[] }[] =
  Object.entries(subjects).map(([subject, commands]) => ({
    subject,
    commands: Object.keys(commands)
      .filter(isCommandId)
      .map((id) => ({ id, ...declaredOf(id) })),
  }))
