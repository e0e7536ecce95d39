import { takeTerminalInput } from '../terminal/terminal-input'
import { fillScreen } from './full-screen'
import { keepOnStage } from './on-stage'

/** Takes a lesson on stage, full screen; to be called at a key or a click. */
export const goOnStage = (lesson: string): void => {
  void fillScreen()
  // What waits for the panel's Python is nothing for an audience.
  takeTerminalInput()
  keepOnStage({ lesson, step: 0 })
}
