import { Failure } from '../../../shared/errors'
import { readingTexts as texts } from './texts'

/** Nothing answers where this page came from. */
export const noGateway = (what: string, cause: unknown): Failure =>
  new Failure({ code: 'FLEET_DOWN', what, why: texts.noGateway, fix: texts.startFleet }, { cause })

/** The gateway answers for a service that does not. */
export const noService = (what: string, status: number): Failure =>
  new Failure({ code: 'CAVE_UNREACHABLE', what, why: texts.noService(status), fix: texts.startService })

export const silent = (what: string, milliseconds: number): Failure =>
  new Failure({ code: 'TIMED_OUT', what, why: texts.silent(milliseconds / 1000), fix: texts.lookAtLog })

export const refused = (what: string, why: string): Failure =>
  new Failure({ code: 'CAVE_REFUSED', what, why, fix: texts.lookAtLog })
