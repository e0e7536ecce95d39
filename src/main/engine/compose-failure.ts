import type { ErrorInfo } from '../../shared/errors'
import { diskFull, imageMissing } from './ask'

/** What a failure is told with beside Compose's own words. */
interface Told {
  readonly what: string
  /** The line that says why, as Compose wrote it. */
  readonly why: string
  /** Who holds the port that is asked for, in words; undefined where that is not known. */
  readonly holder: string | undefined
}

/** The port of this machine that Compose could not have; undefined where it complains of something else. */
export const refusedPort = (why: string): number | undefined => {
  const complaint =
    /port is already allocated|address already in use|only one usage of each socket address|ports are not available|forbidden by its access permissions/i
  if (!complaint.test(why)) return undefined
  const named = /(?:0\.0\.0\.0|127\.0\.0\.1|\[::1?\]):(\d+)/.exec(why)?.[1]
  return named === undefined ? undefined : Number(named)
}

const portTaken = ({ what, why, holder }: Told): ErrorInfo | undefined => {
  if (/forbidden by its access permissions/i.test(why)) {
    return {
      code: 'PORT_TAKEN',
      what,
      why: `Windows keeps the port ${refusedPort(why) ?? ''} reserved, though nothing listens there ("netsh interface ipv4 show excludedportrange protocol=tcp").`,
      fix: 'Use another port: --port N. The panel and the datastack follow it.',
    }
  }
  const port = refusedPort(why)
  if (port === undefined && !/port is already allocated|address already in use/i.test(why)) return undefined
  return {
    code: 'PORT_TAKEN',
    what,
    why: `Port ${port ?? '(not named)'} is taken by ${holder ?? 'a program that the system does not name'}.`,
    fix: 'End that program, or use another port: --port N.',
  }
}

const foreignName = ({ what, why }: Told): ErrorInfo | undefined => {
  const name = /container name "?\/?([^"\s]+)"? is already in use/i.exec(why)?.[1]
  return name === undefined
    ? undefined
    : {
        code: 'FLEET_FOREIGN',
        what,
        why: `The container ${name} is there already and not of this home. It is left untouched.`,
        fix: 'Remove it where it was made, or choose another name with --project.',
      }
}

const mount = ({ what, why }: Told): ErrorInfo | undefined =>
  /mounts denied|error while mounting|error mounting|invalid mount/i.test(why)
    ? {
        code: 'ENGINE_FAILED',
        what,
        why,
        fix: 'Restart Docker; if a volume is damaged, remove the fleet with its volumes and start anew.',
      }
    : undefined

const gone = ({ what, why }: Told): ErrorInfo | undefined =>
  /cannot connect to the docker daemon|error during connect|docker daemon is not running|connection refused|unexpected EOF|^EOF$/i.test(
    why,
  )
    ? {
        code: 'ENGINE_MISSING',
        what,
        why: `The Docker engine went away: ${why}`,
        fix: 'Start Docker again, then try again: what was done stays done.',
      }
    : undefined

/** The line of Compose's that says why: errors of the engine come with their name, others stand last. */
export const tellingLine = (lines: readonly string[]): string =>
  [...lines].reverse().find((line) => /error response from daemon|^error/i.test(line)) ??
  lines.at(-1) ??
  'Compose said nothing.'

/** What Compose's words mean. */
export const composeFailure = (told: Told): ErrorInfo =>
  portTaken(told) ??
  diskFull(told.what, told.why) ??
  imageMissing(told.what, told.why) ??
  foreignName(told) ??
  mount(told) ??
  gone(told) ?? {
    code: 'ENGINE_FAILED',
    what: told.what,
    why: told.why,
    fix: 'Look at the last lines and at the logs of the services, then try again.',
  }
