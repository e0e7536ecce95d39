import type { Check, CheckAction } from '../../shared/domain/doctor'
import type { Connection } from '../data/connection'
import type { Home } from '../home/home'
import type { DockerLook } from './docker/docker-look'

/** What the checks look at. */
export interface Surroundings {
  readonly home: Home
  /** The fleet's port on 127.0.0.1. */
  readonly port: number
  /** The program's folder `resources`; packages with native files are found from there. */
  readonly resources: string
  /** Whether the genuine fleet was asked for, or used last. */
  readonly wantsGenuine: boolean
  /** The Docker engine of this machine, looked for once in a round of checks. */
  readonly docker: () => Promise<DockerLook>
  /** The fleet's databases; null while it is down. */
  connection(signal: AbortSignal): Promise<Connection | null>
}

export type Verdict = Omit<Check, 'id' | 'title'>

/** One thing that must be right on this machine. */
export interface Preflight {
  readonly id: string
  readonly title: string
  look(surroundings: Surroundings, signal: AbortSignal): Promise<Verdict>
}

export const passed = (what: string): Verdict => ({ state: 'passed', what, why: '', fix: '', action: null })

export const skipped = (what: string, action: CheckAction | null = null): Verdict => ({
  state: 'skipped',
  what,
  why: '',
  fix: '',
  action,
})

export const warning = (
  what: string,
  why: string,
  fix: string,
  action: CheckAction | null = null,
): Verdict => ({ state: 'warning', what, why, fix, action })

export const failed = (
  what: string,
  why: string,
  fix: string,
  action: CheckAction | null = null,
): Verdict => ({ state: 'failed', what, why, fix, action })

/** A page with instructions. */
export const page = (address: string): CheckAction => ({ name: 'page.open', page: address })
