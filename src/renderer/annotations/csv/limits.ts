/** What is read in the page at once, and what one message to the core may hold (1 MB, src/shared/wire.ts). */
export const limits = {
  /** Of a file or of what is pasted. */
  bytes: 10_000_000,
  rows: 50_000,
  /** UTF-16 units of all cells of a row: written out, each takes 6 bytes at most. */
  rowLength: 100_000,
  /** Of one call: the next one begins when it has answered, so this is how soon Stop stops. */
  batchRows: 500,
  batchLength: 150_000,
  /** Rows and problems that are listed; the others are counted. */
  listed: 100,
} as const
