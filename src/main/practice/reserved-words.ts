/**
 * PostgreSQL's own list, as a condition on an expression that is a name. The MaterializationEngine writes names of tables into its
 * statements without quotes: each of these, and no other word, is a syntax error there.
 */
export const isReservedWord = (name: string): string =>
  `EXISTS (SELECT FROM pg_get_keywords() k WHERE k.word = ${name} AND k.catcode IN ('R', 'T'))`
