import type { LucideIcon } from 'lucide-react'
import { declared, declaredOf, isCommandId, type CommandId } from '../../shared/commands'

/** What can be asked for by name: as the palette shows and runs it. */
export interface Command {
  readonly id: string
  readonly title: string
  /** Its heading in the palette. */
  readonly group: string
  readonly icon: LucideIcon
  /** What it is about, beside its title; found by as well. */
  readonly detail?: string
  /** As src/shared/commands spells them. */
  readonly keys?: string
  /** Why it is not possible now; null where it is. */
  readonly refusal: string | null
  readonly run: () => void
}

/** What a declared command does. */
export interface Act extends Pick<Command, 'icon' | 'run'> {
  readonly refusal?: string | null
  readonly detail?: string
}

/** The commands of one subject, each declared one with what it does. */
export const withActs = (
  group: string,
  acts: Readonly<Partial<Record<CommandId, Act>>>,
): readonly Command[] =>
  Object.keys(declared)
    .filter(isCommandId)
    .flatMap((id) => {
      const act = acts[id]
      return act === undefined ? [] : [{ id, group, refusal: null, ...declaredOf(id), ...act }]
    })
