/** A name in SQL, always quoted: column names such as gOSI keep their case, and nothing in a name is ever syntax. */
export const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`

/** What may name an annotation table; the genuine service's rule, anchored at both ends. */
export const isTableName = (name: string): boolean => /^[a-z_][a-z0-9_]*$/.test(name)

/** The table of supervoxel and root ids beside an annotation table; `test` is the graph's name. */
export const segmentationTable = (table: string): string => `${table}__test`
