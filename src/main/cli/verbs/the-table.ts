import { inUse } from '../../../shared/domain/annotation'
import type { Data } from '../../data/data'
import { Failure } from '../../../shared/errors'

/** The table that was named, or the only one there is. */
export const theTable = async (
  data: Data,
  named: string | undefined,
  signal: AbortSignal,
): Promise<string> => {
  const tables = await data['tables.list'](undefined, signal)
  // One that is marked as deleted can still be read, by who names it.
  const marked = tables.find(({ name, standing }) => name === named && standing === 'marked')
  if (marked !== undefined) return marked.name
  const names = inUse(tables).map((table) => table.name)
  if (named === undefined) {
    const [only, ...others] = names
    if (only !== undefined && others.length === 0) return only
    throw new Failure({
      code: names.length === 0 ? 'NOT_FOUND' : 'BAD_INPUT',
      what: names.length === 0 ? 'There is no table.' : 'Which table is meant?',
      why:
        names.length === 0 ? 'This fleet has none yet.' : `There are ${names.length}: ${names.join(', ')}.`,
      fix: names.length === 0 ? 'Create one first.' : 'Name it with --table.',
    })
  }
  if (names.includes(named)) return named
  throw new Failure({
    code: 'NOT_FOUND',
    what: `There is no table "${named}".`,
    why: names.length === 0 ? 'This fleet has no table.' : `There are: ${names.join(', ')}.`,
    fix: 'Check the spelling.',
  })
}
