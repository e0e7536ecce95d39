/** PostgreSQL's state or the system's code; empty where the error has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The words of PostgreSQL and its programs for a full disk. */
export const saysFullDisk = (why: string): boolean => /no space left/i.test(why)

/** Ended from outside: pg_terminate_backend, DROP DATABASE ... WITH (FORCE), a crash or a shutdown. */
const cutCodes = new Set(['57P01', '57P02', '08003', '08006', 'ECONNRESET', 'EPIPE'])

/** Not open for a moment: starting, stopping, being copied or renamed, out of connections. */
const passingCodes = new Set(['57P03', '55000', '55006', '53300', 'ECONNREFUSED'])

/** The connection was cut, so it is not known what became of a statement that had been sent. */
export const isCut = (error: unknown): boolean =>
  cutCodes.has(codeOf(error)) ||
  (error instanceof Error &&
    /connection terminated|client has encountered a connection error/i.test(error.message))

/** The name led to a database that another one took the place of in that instant: the name leads to that one now. */
const isExchanged = (error: unknown): boolean =>
  codeOf(error) === '3D000' &&
  error instanceof Error &&
  'detail' in error &&
  /dropped or renamed/.test(String(error.detail))

/** No connection was made, yet one will be soon. */
export const isPassing = (error: unknown): boolean => passingCodes.has(codeOf(error)) || isExchanged(error)

/** Surely a read: anything that could change a row or a sequence is not, so that it is never sent twice. */
export const isRead = (sql: string): boolean =>
  /^\s*select\b/i.test(sql) && !/\b(nextval|setval|pg_notify|insert|update|delete|lo_\w+)\b/i.test(sql)
