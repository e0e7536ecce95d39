import type { RootsAt } from '../../shared/domain/segmentation'
import { segmentationTexts } from './texts'

/** Roots of the supervoxels of a picture; undefined while, or where, they are not known. */
export type Roots = ReadonlyMap<string, string | null> | undefined

export const rootsOf = (answer: RootsAt | undefined): Roots =>
  answer && new Map(answer.map(({ id, root }) => [id, root]))

const texts = segmentationTexts.picture

/** A root as a table has it: its id, that there was none, or that it is not known. */
export const rootTold = (roots: Roots, supervoxel: string): string => {
  const root = roots?.get(supervoxel)
  return root === undefined ? texts.unknownRoot : (root ?? texts.noRoot)
}
