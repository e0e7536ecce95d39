import type { Bridge } from '../../shared/bridge'
import { ask } from '../core/ask'
import { parseRoute, type ViewName } from './route'

/** Milliseconds that the first picture waits to hear whether this home is new. A core that is slow to answer has more to tell than that. */
const patience = 1000

/** The view that the panel opens with: the one that its address names; else, in a new home, the first steps. */
export const firstView = async (bridge: Bridge, hash: string): Promise<ViewName> => {
  const named = parseRoute(hash).view
  if (hash !== '') return named
  try {
    const { due } = await ask(bridge, 'welcome.read', undefined, AbortSignal.timeout(patience))
    return due ? 'welcome' : named
  } catch {
    // Not known, and no reason to keep anybody waiting: the fleet's own view says what is wrong, and the first steps are in the navigation.
    return named
  }
}
