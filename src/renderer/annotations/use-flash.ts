import { useEffect, useRef, useState } from 'react'
import type { Column } from '../../shared/domain/annotation'
import type { LoadedPage } from '../rows/use-pages'
import { look, nothingSeen, type Flash } from './flash'

/** Milliseconds that a row stays marked: the animation of `.rows-fresh`. */
const lasting = 1800
const none: ReadonlyMap<string, Flash> = new Map()

/** The rows to mark right now. `question` is what was asked: with another one, what was seen counts no more. */
export const useFlash = (
  question: string,
  columns: readonly Column[] | null,
  loaded: readonly LoadedPage[],
): ReadonlyMap<string, Flash> => {
  const memory = useRef({ question, seen: nothingSeen })
  const [flashes, setFlashes] = useState(none)
  useEffect(() => {
    if (columns === null || loaded.length === 0) return undefined
    const before = memory.current.question === question ? memory.current.seen : nothingSeen
    const { seen, flashes: found } = look(before, columns, loaded)
    memory.current = { question, seen }
    if (found.size === 0) return undefined
    const start = setTimeout(() => setFlashes(found), 0)
    return () => clearTimeout(start)
  }, [question, columns, loaded])
  useEffect(() => {
    if (flashes.size === 0) return undefined
    const end = setTimeout(() => setFlashes(none), lasting)
    return () => clearTimeout(end)
  }, [flashes])
  return flashes
}
