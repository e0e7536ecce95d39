import type { z } from 'zod'

/** Storage may be refused or hold something else: what is kept there is not worth a failure, and is then forgotten with the window. */
const memoryIn = (storage: () => Storage) => ({
  /** Checked: what is not understood any more counts as not remembered. */
  recall: <T>(key: string, schema: z.ZodType<T>, otherwise: T): T => {
    try {
      const parsed = schema.safeParse(JSON.parse(storage().getItem(`realcave.${key}`) ?? 'null'))
      return parsed.success ? parsed.data : otherwise
    } catch {
      return otherwise
    }
  },
  remember: (key: string, value: unknown): void => {
    try {
      storage().setItem(`realcave.${key}`, JSON.stringify(value))
    } catch {
      // As above.
    }
  },
  forget: (key: string): void => {
    try {
      storage().removeItem(`realcave.${key}`)
    } catch {
      // As above.
    }
  },
})

/** What this browser remembers of a preference. */
export const { forget, recall, remember } = memoryIn(() => localStorage)

/** What a reload of this window finds again; another window has its own. */
export const ofWindow = memoryIn(() => sessionStorage)
