import { go } from 'fuzzysort'
import type { Command } from '../commands/command'

/** A heading and what stands under it. Base UI wants `items`, and an index signature, which an interface has not. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- see above
export type CommandGroup = {
  readonly group: string
  readonly items: readonly Command[]
}

const most = 60
const least = 0.15
/** What something is called counts more than what it is about. */
const weights = [1, 0.8, 0.6] as const
/** What can be done now stands before what cannot. */
const refused = 0.9

const grouped = (commands: readonly Command[]): readonly CommandGroup[] => {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const items = groups.get(command.group)
    if (items === undefined) groups.set(command.group, [command])
    else items.push(command)
  }
  return [...groups].map(([group, items]) => ({ group, items }))
}

/** Commands that match, letters in order and some of them left out; the best group first. Everything where nothing is typed. */
export const findCommands = (commands: readonly Command[], search: string): readonly CommandGroup[] => {
  const words = search.trim()
  if (words === '') return grouped(commands)
  const found = go(words, commands, {
    keys: ['title', 'detail', 'group'],
    limit: most,
    threshold: least,
    scoreFn: (result) =>
      (result.obj.refusal === null ? 1 : refused) *
      Math.max(...weights.map((weight, key) => weight * (result[key]?.score ?? 0))),
  })
  return grouped(found.map(({ obj }) => obj))
}
