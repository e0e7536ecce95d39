import { z } from 'zod'
import { create } from 'zustand'
import { forget, recall, remember } from './remember'

export const themeChoices = ['system', 'light', 'dark'] as const
const themeChoice = z.enum(themeChoices)
export type ThemeChoice = z.infer<typeof themeChoice>
export type Theme = 'light' | 'dark'

interface ThemeState {
  /** By a classroom: it cannot be chosen then. */
  readonly set: boolean
  readonly choice: ThemeChoice
  readonly theme: Theme
}

export const resolveTheme = (choice: ThemeChoice, systemIsDark: boolean): Theme =>
  choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice

/** The theme that the next press of the toggle chooses: the other one; back to the system's when that is what it shows. */
export const nextChoice = (choice: ThemeChoice, systemIsDark: boolean): ThemeChoice => {
  const other: Theme = resolveTheme(choice, systemIsDark) === 'dark' ? 'light' : 'dark'
  return other === resolveTheme('system', systemIsDark) ? 'system' : other
}

export const useTheme = create<ThemeState>()(() => ({ choice: 'system', theme: 'light', set: false }))

const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

const apply = (choice: ThemeChoice): void => {
  const theme = resolveTheme(choice, systemDark().matches)
  document.documentElement.dataset['theme'] = theme
  useTheme.setState({ choice, theme })
}

/** What a classroom has set is remembered beside the user's own choice, so that the next start begins with it. */
const setKey = 'theme-set'
const own = (): ThemeChoice => recall('theme', themeChoice, 'system')

/** Before the first paint; follows the system from then on. */
export const startTheme = (): void => {
  apply(recall(setKey, themeChoice.nullable(), null) ?? own())
  systemDark().addEventListener('change', () => apply(useTheme.getState().choice))
}

export const chooseTheme = (choice: ThemeChoice): void => {
  if (useTheme.getState().set) return
  remember('theme', choice)
  apply(choice)
}

/** As a classroom has it; undefined: it is the user's own again. */
export const setTheme = (choice: ThemeChoice | undefined): void => {
  useTheme.setState({ set: choice !== undefined })
  if (choice === undefined) {
    if (recall(setKey, themeChoice.nullable(), null) === null) return
    forget(setKey)
    apply(own())
  } else {
    remember(setKey, choice)
    apply(choice)
  }
}

export const toggleTheme = (): void =>
  chooseTheme(nextChoice(useTheme.getState().choice, systemDark().matches))
