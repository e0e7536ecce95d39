import { engineSaid } from './ask'

/** The engine's ways to say that there is nothing to do: it runs or has stopped already (304), it is gone or just going (404, 409). */
type Already = 'so' | 'gone'

const says = (error: unknown, already: Already): boolean => {
  const said = engineSaid(error)
  if (already === 'so') return said?.status === 304
  return said?.status === 404 || (said?.status === 409 && /already in progress/i.test(said.why))
}

/** Waits for a call that may find things as it wants them already; undefined then. */
export const unlessAlready = async <T>(already: Already, call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call
  } catch (error) {
    if (says(error, already)) return undefined
    throw error
  }
}
