import { chown } from 'node:fs/promises'

/** A name that every Linux has; FUSE mounts nothing for a user without one. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** The Python that tests share may lie in root's own folder, which is closed to others: it can be read, and nothing more. */
const reads = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']

/** Who is no administrator, as people who start a program are: oneself, or somebody else where root runs the tests. */
export const ordinaryUser = {
  isRoot: false,
  /** Stands before a command. */
  prefix: isRoot
    ? ['setpriv', `--reuid=${String(nobody)}`, `--regid=${String(nobody)}`, '--clear-groups', ...reads]
    : [],
  /** Makes a file or folder that user's own. */
  own: async (file: string): Promise<void> => {
    if (isRoot) await chown(file, nobody, nobody)
  },
} as const

/** Whoever runs the tests. */
export const sameUser = {
  isRoot,
  prefix: [],
  own: async (_file: string): Promise<void> => undefined,
} as const

export type User = typeof ordinaryUser | typeof sameUser
