/** Milliseconds before a lost stream is opened again: 1 s, then longer, at most 15 s. */
export const reopenDelay = (attempt: number): number => Math.min(15_000, 1000 * 2 ** Math.min(attempt, 4))
