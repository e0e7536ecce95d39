import type { ViewName } from '../views/route'
import { notificationTexts as texts } from './texts'

export type LongJob = keyof typeof texts.jobs

/** Where the outcome of each is seen. */
export const outcomeViews: Readonly<Record<LongJob, ViewName>> = {
  'fleet.up': 'services',
  'fleet.switch': 'services',
  'fleet.down': 'services',
  'fleet.materialize': 'versions',
  'fleet.reset': 'annotations',
  'baseline.set': 'services',
  'images.get': 'services',
}

export const isLongJob = (channel: unknown): channel is LongJob =>
  typeof channel === 'string' && Object.hasOwn(texts.jobs, channel)
