import { Failure } from '../../../shared/errors'
import { failed, skipped, type Preflight, type Surroundings, type Verdict } from '../preflight'
import type { DockerHere } from './docker-look'

type Look = (here: DockerHere, surroundings: Surroundings, signal: AbortSignal) => Promise<Verdict>

/** Whoever uses the practice fleet is not held up by it. */
export const onlyForGenuine = (verdict: Verdict): Verdict =>
  verdict.state === 'failed'
    ? { ...verdict, state: 'warning', why: `${verdict.why} The practice fleet needs nothing of it.` }
    : verdict

const looked = async (look: Promise<Verdict>): Promise<Verdict> => {
  try {
    return await look
  } catch (error) {
    if (error instanceof Failure) return failed(error.info.what, error.info.why, error.info.fix)
    throw error
  }
}

/** A check of an engine that answers; without one there is nothing to check, which the check of the engine itself tells. */
export const dockerCheck = (id: string, title: string, look: Look): Preflight => ({
  id,
  title,
  look: async (surroundings, signal) => {
    const { here } = await surroundings.docker()
    if (here === null) return skipped('Not looked at: no Docker engine answers.')
    const verdict = await looked(look(here, surroundings, signal))
    return surroundings.wantsGenuine ? verdict : onlyForGenuine(verdict)
  },
})
