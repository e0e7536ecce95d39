import type { Handlers } from '../../../shared/contract/handlers'
import type { lessonsChannels } from '../../../shared/contract/lessons'
import type { Core } from '../core'

export const lessonsHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof lessonsChannels> => ({
  async *'lessons.watch'(input, signal) {
    yield* (await core.lessons())['lessons.watch'](input, signal)
  },
  'lessons.add': async (input, signal) => (await core.lessons())['lessons.add'](input, signal),
  'lessons.remove': async (input, signal) => (await core.lessons())['lessons.remove'](input, signal),
  'lessons.run': async (input, signal) => (await core.lessons())['lessons.run'](input, signal),
  async *'lessons.progress'(input, signal) {
    yield* (await core.lessons())['lessons.progress'](input, signal)
  },
})
