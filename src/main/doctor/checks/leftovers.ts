import { databases } from '../../fleet/database-copies'
import { adminDatabase, isLeftover } from '../../fleet/database-names'
import { sessionsOf } from '../../fleet/sessions'
import { lockHolder } from '../../home/lock'
import { passed, skipped, warning, type Preflight, type Verdict } from '../preflight'

export const judgeLeftovers = (names: readonly string[]): Verdict => {
  const left = names.filter(isLeftover)
  return left.length === 0
    ? passed('No reset was cut short.')
    : warning(
        `A reset or a copy was cut short and left ${left.join(', ')}.`,
        'The program was ended in the middle of it. The data is the old state or the new, never half.',
        'Run "realcave up": it clears them away.',
        { name: 'fleet.up' },
      )
}

export const leftovers: Preflight = {
  id: 'leftovers',
  title: 'Nothing half done',
  async look(surroundings, signal) {
    const holder = await lockHolder(surroundings.home)
    if (holder !== null) return skipped(`${holder.what} is under way (process ${holder.pid}).`)
    const found = await surroundings.connection(signal)
    if (found === null) return skipped('The fleet is down.')
    const there = await sessionsOf(found).with(adminDatabase, signal, databases)
    return judgeLeftovers(there.map(({ name }) => name))
  },
}
