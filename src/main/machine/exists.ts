import { access } from 'node:fs/promises'

/** Whether something of that name is there, and may be reached. */
export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
