import { newestOpenable } from '../../shared/domain/version'
import { useAnswer } from '../core/use-call'

/**
 * Whether the newest version does not hold a table: MaterializationEngine then answers no query of it at all, also none of the live table
 * (CAVE-FACTS 6). False while that is not known.
 */
export const useNotFrozen = (table: string): boolean => {
  const { data } = useAnswer('versions.list', undefined)
  const asked = newestOpenable(data ?? [])
  return asked !== undefined && !asked.tables.some(({ name }) => name === table)
}
