import type { csvChannels } from '../../../shared/contract/csv'
import type { Handlers } from '../../../shared/contract/handlers'
import type { Core } from '../core'

export const csvHandlers = (core: Core): Pick<Handlers<AbortSignal>, keyof typeof csvChannels> => ({
  'csv.save': (input, signal) => core.saveCsv(input, signal),
})
