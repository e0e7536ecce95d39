import { z } from 'zod'

/**
 * CAVE makes longer names of it, for which PostgreSQL has 63 bytes: it refuses `idx_NAME_post_pt_position` when half of the table is made,
 * and cuts `ix_NAME__test_<point>_root_id`, which must still tell tables apart.
 */
export const longestTableName = 40

/** What a name meets in the database of a volume. */
export const knownNames = z.object({
  /** Of PostgreSQL: the MaterializationEngine does not quote names. */
  reserved: z.array(z.string()),
  /** Annotation tables, those that are marked as deleted, too. */
  tables: z.array(z.string()),
  /** What CAVE and PostgreSQL keep beside them: such a name means something else already. */
  others: z.array(z.string()),
})
export type KnownNames = z.infer<typeof knownNames>

export interface NameProblem {
  readonly why: string
  readonly fix: string
}

const nothingKnown: KnownNames = { reserved: [], tables: [], others: [] }

/** CAVE's rule is that of Python's identifiers, without capitals. */
const spellingProblem = (name: string): NameProblem | null => {
  if (name === '') return { why: 'A table needs a name.', fix: 'Type one.' }
  if (name.length > longestTableName)
    return {
      why: `It has ${name.length} letters, and ${longestTableName} is the most: CAVE makes longer names of it, for which PostgreSQL has 63.`,
      fix: 'Choose a shorter one.',
    }
  const strange = /[^a-z0-9_]/.exec(name)?.[0]
  if (strange !== undefined)
    return {
      why: `${strange === ' ' ? 'A space' : `“${strange}”`} is none of what CAVE takes: small letters, digits and underscores.`,
      fix: 'Leave it out, or write an underscore.',
    }
  if (/^\d/.test(name)) return { why: 'It begins with a digit.', fix: 'Put a letter first.' }
  return null
}

const meaningProblem = (name: string, known: KnownNames): NameProblem | null => {
  if (known.reserved.includes(name))
    return {
      why: `“${name}” is a reserved word of SQL. CAVE takes it as the name of a table, and then can make no version any more: its MaterializationEngine does not quote it.`,
      fix: `Choose another name, such as "${name}_1".`,
    }
  if (known.tables.includes(name))
    return { why: 'There is a table of this name already.', fix: 'Choose another name.' }
  if (known.others.includes(name))
    return { why: 'It is the name of one of CAVE’s or PostgreSQL’s own tables.', fix: 'Choose another name.' }
  return null
}

/** Why no version could be made of a table with this name, or CAVE would not take it; null for a good one. */
export const nameProblem = (name: string, known: KnownNames = nothingKnown): NameProblem | null => {
  const small = name.toLowerCase()
  const problem = spellingProblem(small) ?? meaningProblem(small, known)
  if (small === name) return problem
  return {
    why: `It has capital letters; CAVE takes small ones.${problem === null ? '' : ` ${problem.why}`}`,
    fix: problem?.fix ?? `Write "${small}".`,
  }
}
