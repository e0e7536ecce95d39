import type { SliceBlock } from '../../shared/domain/segmentation'
import type { Roots } from './root-told'

/** What one root holds of a slice, from left to right. */
export interface Bracket {
  readonly key: string
  /** Null: these had no root then; undefined: it is not known. */
  readonly root: string | null | undefined
  readonly from: number
  readonly to: number
}

/** One bracket a root; those without one stand each by itself. */
export const bracketsOf = (blocks: readonly SliceBlock[], roots: Roots): readonly Bracket[] => {
  const found = new Map<string, Bracket>()
  for (const { supervoxel, x, width } of blocks) {
    const root = roots?.get(supervoxel)
    const key = root ?? `alone ${supervoxel}`
    const known = found.get(key)
    found.set(key, {
      key,
      root,
      from: Math.min(x, known?.from ?? x),
      to: Math.max(x + width, known?.to ?? 0),
    })
  }
  return [...found.values()]
}
