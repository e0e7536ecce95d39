/**
 * PostgreSQL's own list. The MaterializationEngine writes names of tables into its statements without quotes: each of these, and no other
 * word, is a syntax error there.
 */
export const reservedWords = `SELECT k.word AS name FROM pg_get_keywords() k WHERE k.catcode IN ('R', 'T')`

/** As a condition on an expression that is a name. */
export const isReservedWord = (name: string): string => `EXISTS (${reservedWords} AND k.word = ${name})`
