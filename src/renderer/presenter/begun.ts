import { useEffect, useState } from 'react'
import { z } from 'zod'

const key = 'realcave.begun'
const kept = z.object({ lesson: z.string(), at: z.number() })

const recalled = (lesson: string): number | null => {
  try {
    const parsed = kept.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return parsed.success && parsed.data.lesson === lesson ? parsed.data.at : null
  } catch {
    // Storage may be refused: a reload then begins the clock anew.
    return null
  }
}

const keep = (lesson: string, at: number | null): void => {
  try {
    if (at === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ lesson, at }))
  } catch {
    // As above.
  }
}

/** When the first command of the talk was run. A reload of the stage goes on with it; leaving the stage ends it. */
export const useBegun = (lesson: string): readonly [number | null, (at: number | null) => void] => {
  const [at, set] = useState(() => recalled(lesson))
  // A reload takes nothing down.
  useEffect(() => () => keep(lesson, null), [lesson])
  return [
    at,
    (next) => {
      keep(lesson, next)
      set(next)
    },
  ]
}
