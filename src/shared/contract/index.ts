import type { z } from 'zod'
import { classroomChannels } from './classroom'
import { csvChannels } from './csv'
import { dataChannels } from './data'
import { doctorChannels } from './doctor'
import { engineChannels } from './engine'
import { fleetChannels } from './fleet'
import { imagesChannels } from './images'
import { lessonsChannels } from './lessons'
import { lifeChannels } from './life'
import { menuChannels } from './menu'
import { panelChannels } from './panel'
import { terminalChannels } from './terminal'

/** Every channel between a panel and its core, declared once. Types of all sides derive from this. */
export const contract = {
  ...panelChannels,
  ...classroomChannels,
  ...doctorChannels,
  ...fleetChannels,
  ...engineChannels,
  ...imagesChannels,
  ...dataChannels,
  ...csvChannels,
  ...terminalChannels,
  ...lessonsChannels,
  ...menuChannels,
  ...lifeChannels,
} as const

type Contract = typeof contract
export type ChannelName = keyof Contract
export type CallName = { [K in ChannelName]: Contract[K]['kind'] extends 'call' ? K : never }[ChannelName]
export type StreamName = Exclude<ChannelName, CallName>

/** What the asking side gives: before defaults are filled in. */
export type Asked<K extends ChannelName> = z.input<Contract[K]['input']>
/** What the handler gets: parsed. */
export type Given<K extends ChannelName> = z.output<Contract[K]['input']>
export type Answer<K extends ChannelName> = z.output<Contract[K]['output']>

export const isChannelName = (name: unknown): name is ChannelName =>
  typeof name === 'string' && Object.hasOwn(contract, name)
