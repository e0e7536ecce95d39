import { useEffect, useState } from 'react'
import { z } from 'zod'
import { ofWindow } from '../design/remember'

const key = 'begun'
const kept = z.object({ lesson: z.string(), at: z.number() })

const recalled = (lesson: string): number | null => {
  const found = ofWindow.recall(key, kept.nullable(), null)
  return found?.lesson === lesson ? found.at : null
}

/** When the first command of the talk was run. A reload of the stage goes on with it; leaving the stage ends it. */
export const useBegun = (lesson: string): readonly [number | null, (at: number | null) => void] => {
  const [at, set] = useState(() => recalled(lesson))
  // A reload takes nothing down.
  useEffect(() => () => ofWindow.forget(key), [])
  return [
    at,
    (next) => {
      if (next === null) ofWindow.forget(key)
      else ofWindow.remember(key, { lesson, at: next })
      set(next)
    },
  ]
}
