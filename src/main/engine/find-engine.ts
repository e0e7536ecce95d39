import type { Failure } from '../../shared/errors'
import { ask } from './ask'
import { engineCandidates, type Candidate } from './candidates'
import { readAddress, type EngineAddress } from './engine-address'
import type { Try } from './engine-try'
import { findInstalled, type Installed } from './installed'
import { noEngine } from './no-engine'
import { probeEngine, type Said } from './probe-engine'
import type { Surroundings } from './surroundings'

/** What looking for an engine found. */
export type EngineSearch = { readonly tries: readonly Try[]; readonly installed: Installed } & (
  | { readonly found: true; readonly source: string; readonly address: EngineAddress }
  | { readonly found: false; readonly failure: Failure }
)

interface Means {
  readonly probe: (address: EngineAddress) => Promise<Said>
  readonly installed: typeof findInstalled
}

const attempt = async (
  candidate: Candidate,
  secured: boolean,
  probe: Means['probe'],
): Promise<{ readonly tried: Try; readonly address?: EngineAddress }> => {
  const read =
    candidate.host === null
      ? ({ kind: 'unreadable', why: 'Its file is missing or damaged.' } as const)
      : readAddress(candidate.host, secured)
  if (read.kind === 'unreadable') return { tried: { ...candidate, said: read } }
  if (read.kind === 'remote')
    return { tried: { ...candidate, said: { kind: 'remote', why: `It is on ${read.machine}.` } } }
  const said = await probe(read.address)
  return { tried: { ...candidate, said }, ...(said.kind === 'answers' ? { address: read.address } : {}) }
}

/** Up to the first that is on another machine, which stands for a choice. */
const upToRemote = (candidates: readonly Candidate[], secured: boolean): readonly Candidate[] => {
  const remote = candidates.findIndex(
    ({ host }) => host !== null && readAddress(host, secured).kind === 'remote',
  )
  return remote === -1 ? candidates : candidates.slice(0, remote + 1)
}

/**
 * Looks for an engine of this machine: the one that `docker` would use, then the usual places; asked side by side, so that several
 * that hang take no longer than one. Somebody who chose a remote one is told why that cannot be; another engine is not put in its place.
 */
export const findEngine = async (
  surroundings: Surroundings,
  signal: AbortSignal,
  means: Means = { probe: (address) => probeEngine(address), installed: findInstalled },
): Promise<EngineSearch> => {
  const installed = await means.installed(surroundings)
  const secured = (surroundings.environment['DOCKER_TLS_VERIFY'] ?? '') !== ''
  const candidates = upToRemote(await engineCandidates(surroundings), secured)
  const looks = candidates.map((candidate) => attempt(candidate, secured, means.probe))
  const tries: Try[] = []
  for (const look of looks) {
    const { tried, address } = await ask('Looking for a Docker engine.', signal, () => look)
    tries.push(tried)
    if (address !== undefined) return { found: true, source: tried.source, address, tries, installed }
  }
  return { found: false, tries, installed, failure: noEngine(tries, installed, surroundings) }
}
