import { useRef } from 'react'
import type { Trouble } from '../../shared/domain/life'
import { toastFailure } from '../components/toast'
import { useStream } from '../core/use-stream'

/** One that is older was told when it came: a page that is loaded again begins with those of its own end. */
const freshMilliseconds = 60_000

/** Tells in every view what went wrong with the program itself; each once. */
export const TroubleToasts = (): null => {
  const told = useRef<ReadonlySet<number>>(new Set())
  useStream('life.troubles', undefined, (troubles: readonly Trouble[]) => {
    const fresh = troubles.filter(
      ({ id, at }) => !told.current.has(id) && Date.now() - Date.parse(at) < freshMilliseconds,
    )
    // The same again and again is one thing to read.
    for (const trouble of new Map(fresh.map((each) => [each.what, each])).values()) toastFailure(trouble)
    told.current = new Set(troubles.map(({ id }) => id))
  })
  return null
}
