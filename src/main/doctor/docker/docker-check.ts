import { skipped, type Preflight, type Surroundings, type Verdict } from '../preflight'
import type { DockerHere } from './docker-look'

type Look = (here: DockerHere, surroundings: Surroundings, signal: AbortSignal) => Promise<Verdict>

/** A check of an engine that answers; without one there is nothing to check, which the check of the engine itself tells. */
export const dockerCheck = (id: string, title: string, look: Look): Preflight => ({
  id,
  title,
  look: async (surroundings, signal) => {
    const { here } = await surroundings.docker()
    return here === null ? skipped('No Docker engine answers.') : look(here, surroundings, signal)
  },
})
