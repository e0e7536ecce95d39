import { z } from 'zod'
import type { Repository } from './repository'

/** It is of no hurry, and nobody waits for it. */
const limitMilliseconds = 10_000
/** An answer of the host has some kilobytes, with all that it tells of files. */
const mostBytes = 1_048_576

const answer = z.object({ tag_name: z.string().max(100), draft: z.boolean(), prerelease: z.boolean() })

const boundedText = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new RangeError('The answer is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The tag of the newest version; null where nobody answers with one. Tells the host nothing but that somebody asks. */
export const latestTag = async ({ api }: Repository, signal: AbortSignal): Promise<string | null> => {
  const limit = new AbortController()
  const stop = (): void => limit.abort()
  const timer = setTimeout(stop, limitMilliseconds)
  signal.addEventListener('abort', stop)
  try {
    const response = await fetch(api, {
      headers: { accept: 'application/vnd.github+json', 'user-agent': 'RealCAVE' },
      redirect: 'error',
      signal: limit.signal,
    })
    if (!response.ok) return null
    const { tag_name: tag, draft, prerelease } = answer.parse(JSON.parse(await boundedText(response)))
    return draft || prerelease ? null : tag
  } catch {
    // No network, a host that refuses or tells nonsense: whoever is offline needs no message of that.
    return null
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
