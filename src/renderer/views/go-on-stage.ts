import { fillScreen } from './full-screen'
import { keepOnStage } from './on-stage'

/** Takes a lesson on stage, full screen; to be called at a key or a click. */
export const goOnStage = (lesson: string): void => {
  void fillScreen()
  keepOnStage({ lesson, step: 0 })
}
