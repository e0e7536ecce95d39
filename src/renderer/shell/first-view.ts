import type { Bridge } from '../../shared/bridge'
import { ask } from '../core/ask'
import { parseRoute, type ViewName } from '../views/route'

/** Milliseconds that the first picture waits to hear whether this home is new. A core that is slow to answer has more to tell than that. */
const patience = 1000

const isNew = async (bridge: Bridge, signal: AbortSignal): Promise<boolean> => {
  try {
    return (await ask(bridge, 'welcome.read', undefined, signal)).due
  } catch {
    // Not known, and no reason to keep anybody: the fleet's own view says what is wrong, and the first steps are in the navigation.
    return false
  }
}

/** The view that the panel opens with: the one that its address names; else, in a new home, the first steps. */
export const firstView = async (bridge: Bridge, hash: string): Promise<ViewName> => {
  const named = parseRoute(hash).view
  if (hash !== '') return named
  const signal = AbortSignal.timeout(patience)
  const late = new Promise<boolean>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true })
  })
  return (await Promise.race([isNew(bridge, signal), late])) ? 'welcome' : named
}
