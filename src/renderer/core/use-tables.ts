import { inUse } from '../../shared/domain/annotation'
import { useAnswer } from './use-call'

/** The tables that are worked with: those that a client marked as deleted are seen in Annotations alone. */
export const useTables = (enabled: boolean) => useAnswer('tables.list', undefined, { enabled, select: inUse })
