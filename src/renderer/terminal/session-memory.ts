import { create } from 'zustand'

const key = 'realcave.terminal'

const remembered = (): string | null => {
  try {
    return sessionStorage.getItem(key)
  } catch {
    // Storage may be refused: then a reload starts a new session.
    return null
  }
}

interface SessionMemory {
  readonly session: string | null
}

/** The session of this window: a reload finds it again, another window has its own. */
export const useSession = create<SessionMemory>()(() => ({ session: remembered() }))

export const keepSession = (session: string | null): void => {
  useSession.setState({ session })
  try {
    if (session === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, session)
  } catch {
    // As above.
  }
}
