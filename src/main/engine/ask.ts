import { z } from 'zod'
import { cancelled, Failure, type ErrorInfo } from '../../shared/errors'
import { systemCode } from '../home/file-failure'

/** An error of dockerode: an answer of the engine's other than success, or the system's own. */
const refusal = z.object({
  statusCode: z.number(),
  message: z.string(),
  json: z.object({ message: z.string() }).nullish().catch(undefined),
})

/** The engine's status and words; undefined where it did not answer. */
export const engineSaid = (error: unknown): { readonly status: number; readonly why: string } | undefined => {
  const { data } = refusal.safeParse(error)
  return data && { status: data.statusCode, why: (data.json?.message ?? data.message).trim() }
}

const goneCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'])

const engineGone = (what: string, cause?: unknown): Failure =>
  new Failure(
    {
      code: 'ENGINE_MISSING',
      what,
      why: 'The Docker engine went away: it was stopped, or it starts anew.',
      fix: 'Start Docker again, then try again: what was done stays done.',
    },
    { cause },
  )

/** What the engine's own words mean where they mean something particular. */
export const diskFull = (what: string, why: string): ErrorInfo | undefined =>
  /no space left on device|not enough space|disk quota exceeded/i.test(why)
    ? {
        code: 'DISK_FULL',
        what,
        why: `The disk that Docker keeps its data on is full: ${why}`,
        fix: 'Free some space ("docker system df" shows what takes it), or give Docker Desktop a larger disk (Settings > Resources).',
      }
    : undefined

export const imageMissing = (what: string, why: string): ErrorInfo | undefined =>
  /no such image|manifest unknown|pull access denied|image with reference .* was found but/i.test(why)
    ? {
        code: 'IMAGES_MISSING',
        what,
        why,
        fix: 'Load the images ("realcave images pull", or "images load" from a bundle), then try again.',
      }
    : undefined

export const engineFailure = (what: string, error: unknown): Failure => {
  if (error instanceof Failure) return error
  const said = engineSaid(error)
  if (said === undefined) {
    const code = systemCode(error)
    if (code !== undefined && goneCodes.has(code)) return engineGone(what, error)
    if (code === 'EACCES' || code === 'EPERM') {
      return new Failure({
        code: 'ENGINE_DENIED',
        what,
        why: 'This user may not use the Docker engine.',
        fix: 'Put this user into the group that may use Docker, sign out and in again.',
      })
    }
  }
  const why = said?.why ?? (error instanceof Error ? error.message : String(error))
  const info = diskFull(what, why) ??
    imageMissing(what, why) ?? {
      code: said?.status === 404 ? ('NOT_FOUND' as const) : ('ENGINE_FAILED' as const),
      what,
      why: `The Docker engine says: ${why}`,
      fix: 'Try again. If it happens again, restart Docker.',
    }
  return new Failure(info, { cause: error })
}

/**
 * Waits for an answer of the engine. An abort is answered at once, also where the request itself cannot be taken back; what
 * fails is told as what the caller wanted.
 */
export const ask = async <T>(what: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
  if (signal.aborted) throw cancelled(what)
  let leave: () => void = () => undefined
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(cancelled(what))
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([call(), left])
  } catch (error) {
    throw signal.aborted ? cancelled(what) : engineFailure(what, error)
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/** As `ask`, for what changes something: an abort is told when what was begun has come to an end, so that nothing goes on unseen. */
export const carryOut = async <T>(what: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
  if (signal.aborted) throw cancelled(what)
  try {
    return await call()
  } catch (error) {
    throw signal.aborted ? cancelled(what) : engineFailure(what, error)
  }
}
