import type { Check } from '../../shared/domain/doctor'
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

export const passed = (what: string): Verdict => ({ state: 'passed', what, why: '', fix: '' })

export const skipped = (what: string): Verdict => ({ state: 'skipped', what, why: '', fix: '' })

export const warning = (what: string, why: string, fix: string): Verdict => ({
  state: 'warning',
  what,
  why,
  fix,
})

export const failed = (what: string, why: string, fix: string): Verdict => ({
  state: 'failed',
  what,
  why,
  fix,
})
