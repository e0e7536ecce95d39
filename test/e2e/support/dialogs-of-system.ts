import type { ElectronApplication } from 'playwright-core'
import { z } from 'zod'

const asked = z.array(
  z.looseObject({ message: z.string(), detail: z.string(), buttons: z.array(z.string()) }),
)
export type Asked = z.infer<typeof asked>

/** Stands in for the person at the system's own dialogs: notes what they say, and presses the button of that name. */
export const answerDialogs = (app: ElectronApplication, button: string, remember = false): Promise<void> =>
  app.evaluate(
    ({ dialog }, { button, remember }) => {
      const seen: object[] = []
      Reflect.set(globalThis, 'askedByDialog', seen)
      const choose = (given: readonly unknown[]): number => {
        const options = given.at(-1)
        if (typeof options !== 'object' || options === null) return -1
        // A signal cannot be told to the test.
        seen.push({ ...options, signal: undefined })
        const buttons: unknown = Reflect.get(options, 'buttons')
        return Array.isArray(buttons) ? buttons.indexOf(button) : -1
      }
      Reflect.set(dialog, 'showMessageBox', (...given: unknown[]) =>
        Promise.resolve({ response: choose(given), checkboxChecked: remember }),
      )
      Reflect.set(dialog, 'showMessageBoxSync', (...given: unknown[]) => choose(given))
    },
    { button, remember },
  )

/** What they said since. */
export const askedBy = async (app: ElectronApplication): Promise<Asked> =>
  asked.parse(await app.evaluate(() => Reflect.get(globalThis, 'askedByDialog') ?? []))
