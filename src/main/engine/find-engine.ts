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

/**
 * Looks for an engine of this machine: the one that `docker` would use, then the usual places. Somebody who chose a remote
 * one is told why that cannot be; another engine is not put in its place.
 */
export const findEngine = async (
  surroundings: Surroundings,
  signal: AbortSignal,
  means: Means = { probe: (address) => probeEngine(address), installed: findInstalled },
): Promise<EngineSearch> => {
  const installed = await means.installed(surroundings)
  const secured = (surroundings.environment['DOCKER_TLS_VERIFY'] ?? '') !== ''
  const tries: Try[] = []
  for (const candidate of await engineCandidates(surroundings)) {
    const { tried, address } = await ask('Looking for a Docker engine.', signal, () =>
      attempt(candidate, secured, means.probe),
    )
    tries.push(tried)
    if (address !== undefined) return { found: true, source: tried.source, address, tries, installed }
    if (tried.said.kind === 'remote') break
  }
  return { found: false, tries, installed, failure: noEngine(tries, installed, surroundings) }
}
