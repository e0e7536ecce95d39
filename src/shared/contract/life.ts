import { z } from 'zod'
import { lifeSettings, newerVersion, trouble } from '../domain/life'
import { call, stream } from './channel'

export const lifeChannels = {
  /** `releases`: the page of the product's versions; null where this build names none, and then nothing is looked for. */
  'life.read': call(z.void(), lifeSettings.extend({ releases: z.string().nullable() })),
  /** What is named is remembered, the rest stays. */
  'life.choose': call(lifeSettings.partial(), z.void()),
  /** Null where there is none, none is looked for, or nobody answers. */
  'life.newer': call(z.void(), newerVersion.nullable()),
  /** All that went wrong with the program itself since it started, again at each new one. */
  'life.troubles': stream(z.void(), z.array(trouble)),
}
