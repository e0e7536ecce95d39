import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

const bytes = 32
/** Browsers of one start; a presenter has two or three. The oldest goes. */
const mostSessions = 32

const secret = (): string => randomBytes(bytes).toString('base64url')

const same = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Who may see the panel: a one-time token is exchanged for a session that lives in one browser's cookie. */
export interface Access {
  /** A new one-time token; the one before it is no longer valid. */
  token(): string
  /** The session's secret for a token that is valid, which it then is no more. */
  exchange(token: string): string | undefined
  admits(headers: IncomingHttpHeaders): boolean
  /** The value of Set-Cookie. */
  cookie(session: string): string
}

/** Cookies do not know ports, so the port is in the name: two panels on one machine keep apart. */
export const createAccess = (port: number): Access => {
  const name = `realcave_${port}`
  const sessions: string[] = []
  let pending: string | undefined

  return {
    token() {
      pending = secret()
      return pending
    },
    exchange(token) {
      if (pending === undefined || !same(pending, token)) return undefined
      pending = undefined
      const session = secret()
      sessions.push(session)
      if (sessions.length > mostSessions) sessions.shift()
      return session
    },
    admits(headers) {
      for (const pair of (headers.cookie ?? '').split(';')) {
        const [key, value] = pair.trim().split('=', 2)
        if (key === name && value !== undefined && sessions.some((session) => same(session, value)))
          return true
      }
      return false
    },
    cookie: (session) => `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  }
}
