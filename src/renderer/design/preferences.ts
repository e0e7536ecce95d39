import { z } from 'zod'
import { create } from 'zustand'
import { recall, remember } from './remember'

export const textSizes = ['usual', 'large', 'larger'] as const
export const terminalSizes = { least: 10, most: 28, usual: 13 } as const

const preferences = z.object({
  textSize: z.enum(textSizes).catch('usual'),
  motion: z.enum(['system', 'less']).catch('system'),
  /** Shortcuts of one key, such as `?`; WCAG 2.1.4 wants a way to do without. */
  singleKeys: z.boolean().catch(true),
  notifications: z.boolean().catch(false),
  /** Pixels. */
  terminalSize: z.number().int().min(terminalSizes.least).max(terminalSizes.most).catch(terminalSizes.usual),
})
export type Preferences = z.infer<typeof preferences>

const usual: Preferences = preferences.parse({})

export const usePreferences = create<Preferences>()(() => usual)

const apply = ({ textSize, motion }: Preferences): void => {
  const { dataset } = document.documentElement
  dataset['text'] = textSize
  dataset['motion'] = motion
}

/** Before the first paint. */
export const startPreferences = (): void => {
  usePreferences.setState(recall('preferences', preferences, usual))
  apply(usePreferences.getState())
}

export const prefer = (change: Partial<Preferences>): void => {
  usePreferences.setState(change)
  remember('preferences', usePreferences.getState())
  apply(usePreferences.getState())
}

/** As at first; the theme is kept by itself. */
export const forgetPreferences = (): void => prefer(usual)
