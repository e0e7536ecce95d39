import type { terminalChannels } from '../../../shared/contract/terminal'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const terminalHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof terminalChannels> => ({
  async *'terminal.environment'(input, signal) {
    yield* (await core.terminal())['terminal.environment'](input, signal)
  },
  'terminal.prepare': async (input, signal) => (await core.terminal())['terminal.prepare'](input, signal),
  'terminal.open': async (input, signal) => (await core.terminal())['terminal.open'](input, signal),
  async *'terminal.output'(input, signal) {
    yield* (await core.terminal())['terminal.output'](input, signal)
  },
  'terminal.taken': async (input, signal) => (await core.terminal())['terminal.taken'](input, signal),
  'terminal.write': async (input, signal) => (await core.terminal())['terminal.write'](input, signal),
  'terminal.resize': async (input, signal) => (await core.terminal())['terminal.resize'](input, signal),
  'terminal.versions': async (input, signal) => (await core.terminal())['terminal.versions'](input, signal),
  'terminal.restart': async (input, signal) => (await core.terminal())['terminal.restart'](input, signal),
  'terminal.close': async (input, signal) => (await core.terminal())['terminal.close'](input, signal),
})
