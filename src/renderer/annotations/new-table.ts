import { nameProblem, type KnownNames } from '../../shared/domain/table-name'
import type { NewTable } from '../code/annotation-code'
import { annotationTexts } from './texts'

const texts = annotationTexts.newTable

/** What stands in the inputs. */
export interface NewTableValues {
  readonly name: string
  readonly schemaType: string | null
  readonly description: string
  readonly resolution: readonly [x: string, y: string, z: string]
}

export type NewTableProblems = Partial<Record<keyof NewTableValues, string>>

type Reading =
  | { readonly ok: true; readonly table: NewTable & { readonly voxelResolution: [number, number, number] } }
  | { readonly ok: false; readonly problems: NewTableProblems }

export const emptyTable: NewTableValues = {
  name: '',
  schemaType: null,
  description: '',
  // The one of the demo's volume.
  resolution: ['8', '8', '40'],
}

const sizeOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** The table that CAVE is asked for, or what is wrong with which field, as far as it is known what has a name already. */
export const readNewTable = (
  { name, schemaType, description, resolution }: NewTableValues,
  known?: KnownNames,
): Reading => {
  const wrongName = nameProblem(name.trim(), known)
  const [x, y, z] = resolution.map(sizeOf)
  const isSize = (size: number | undefined): size is number =>
    size !== undefined && size > 0 && size < Infinity
  const problems: NewTableProblems = {
    ...(wrongName !== null && { name: texts.wrong.name(wrongName) }),
    ...(schemaType === null && { schemaType: texts.wrong.schema }),
    ...(description.trim() === '' && { description: texts.wrong.description }),
  }
  if (schemaType === null || !isSize(x) || !isSize(y) || !isSize(z))
    return {
      ok: false,
      problems: { ...problems, ...(![x, y, z].every(isSize) && { resolution: texts.wrong.resolution }) },
    }
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  return {
    ok: true,
    table: { name: name.trim(), schemaType, description: description.trim(), voxelResolution: [x, y, z] },
  }
}
