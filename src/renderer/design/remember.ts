import type { z } from 'zod'

/** What this browser remembers of a preference, checked: what is not understood any more counts as not remembered. */
export const recall = <T>(key: string, schema: z.ZodType<T>, otherwise: T): T => {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(`realcave.${key}`) ?? 'null'))
    return parsed.success ? parsed.data : otherwise
  } catch {
    // Storage may be refused or hold something else; a preference is not worth a failure.
    return otherwise
  }
}

export const remember = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(`realcave.${key}`, JSON.stringify(value))
  } catch {
    // As above: it is then forgotten with the window.
  }
}
