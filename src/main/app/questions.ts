import { dialog, type BrowserWindow, type MessageBoxOptions, type MessageBoxReturnValue } from 'electron'
import type { FleetStatus } from '../../shared/domain/fleet'
import type { ErrorInfo } from '../../shared/errors'
import type { Answer } from './quitting'
import { appTexts as texts } from './texts'

type Window = () => BrowserWindow | undefined

/** On the window where that is to be seen, else by itself. */
const ask = (window: Window, options: MessageBoxOptions): Promise<MessageBoxReturnValue> => {
  const common = { title: texts.product, noLink: true, ...options }
  const owner = window()
  return owner?.isVisible() === true ? dialog.showMessageBox(owner, common) : dialog.showMessageBox(common)
}

const wishes: readonly Answer['wish'][] = ['keep', 'stop', 'stay']

/** What shall become of the fleet. */
export const askLeaving = async (window: Window, { kind, job }: FleetStatus): Promise<Answer> => {
  const { message, detail, underWay, keep, stop, stay, remember } = texts.leaving
  const { response, checkboxChecked } = await ask(window, {
    type: 'question',
    message: message(kind),
    detail: job === null ? detail : `${underWay(job.title)}\n\n${detail}`,
    buttons: [keep, stop, stay],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: remember,
  })
  return { wish: wishes[response] ?? 'stay', remember: checkboxChecked }
}

/** Whether the program ends although the fleet was not stopped. */
export const askNotStopped = async (window: Window, { what, why, fix }: ErrorInfo): Promise<boolean> => {
  const { quit, stay } = texts.notStopped
  const { response } = await ask(window, {
    type: 'error',
    message: what,
    detail: `${why}\n\n${fix}`,
    buttons: [quit, stay],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
