import { z } from 'zod'
import { systemCode } from '../home/file-failure'
import { connectTo } from './connect'
import type { EngineAddress } from './engine-address'

/** What an address said when it was asked for the engine's version. */
export type Said =
  | { readonly kind: 'answers'; readonly version: string }
  /** It runs Windows containers: the fleet's are Linux'. */
  | { readonly kind: 'windows' }
  /** No such socket, or nobody listens behind it. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'denied' }
  /** Somebody took the call and said nothing in time: an engine that starts, or hangs. */
  | { readonly kind: 'silent' }
  /** It answered with an error: an engine that starts or stops says so this way. */
  | { readonly kind: 'failed'; readonly why: string }

/** An engine on the same machine answers in milliseconds; one that saves resources has to wake up first. */
const usualLimit = 5000

const version = z.object({ Version: z.string(), Os: z.string().optional() })

const explain = (error: unknown): Said => {
  const code = systemCode(error)
  if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTSOCK') return { kind: 'absent' }
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'denied' }
  return { kind: 'failed', why: error instanceof Error ? error.message.trim() : String(error) }
}

/** Asks once; the limit is the request's own, so that nothing stays open behind a caller who left. */
export const probeEngine = async (address: EngineAddress, limitMilliseconds = usualLimit): Promise<Said> => {
  const since = Date.now()
  try {
    const answer = version.parse(await connectTo(address, limitMilliseconds).version())
    return answer.Os === 'windows' ? { kind: 'windows' } : { kind: 'answers', version: answer.Version }
  } catch (error) {
    return Date.now() - since >= limitMilliseconds ? { kind: 'silent' } : explain(error)
  }
}
