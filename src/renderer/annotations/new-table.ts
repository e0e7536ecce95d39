import { longestTableName } from '../../shared/domain/table-name'
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

const isName = (name: string): boolean => /^[a-z][a-z0-9_]*$/.test(name) && name.length <= longestTableName

const sizeOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** The table that CAVE is asked for, or what is wrong with which field. A name becomes one of PostgreSQL's. */
export const readNewTable = ({ name, schemaType, description, resolution }: NewTableValues): Reading => {
  const [x, y, z] = resolution.map(sizeOf)
  const isSize = (size: number | undefined): size is number =>
    size !== undefined && size > 0 && size < Infinity
  const problems: NewTableProblems = {
    ...(!isName(name.trim()) && { name: texts.wrong.name }),
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
