import { z } from 'zod'
import { create } from 'zustand'
import { recall, remember } from '../design/remember'

export const dockLimits = { least: 120, step: 24, share: 0.6, above: 240 } as const

/** At most 60 % of the window, and what leaves the header and the view `above` pixels: a window zoomed to 200 % is low. */
export const tallestDock = (windowHeight: number): number =>
  Math.round(
    Math.max(dockLimits.least, Math.min(windowHeight * dockLimits.share, windowHeight - dockLimits.above)),
  )

export const dockHeight = (wanted: number, windowHeight: number): number =>
  Math.round(Math.min(Math.max(wanted, dockLimits.least), tallestDock(windowHeight)))

const saved = z.object({ open: z.boolean(), height: z.number().finite() })

interface DockState extends z.infer<typeof saved> {
  /** Nobody has chosen a height yet, and this window began with the first steps, which are read from above. */
  readonly lowered: boolean
}

const atFirst = { open: true, height: 232 }
const lowered = 212

export const useDock = create<DockState>()(() => ({ ...recall('dock', saved, atFirst), lowered: false }))

/** Pixels that the dock would have there if the window had room for them. */
export const wantedHeight = (dock: DockState, besideFirstSteps: boolean): number =>
  dock.lowered && besideFirstSteps ? lowered : dock.height

export const beginWithFirstSteps = (): void =>
  useDock.setState({ lowered: recall('dock', saved.nullable(), null) === null })

const keep = (change: Partial<DockState>): void => {
  useDock.setState(change)
  const { open, height } = useDock.getState()
  remember('dock', { open, height })
}

export const openDock = (open: boolean): void => keep({ open })
export const resizeDock = (height: number): void => keep({ height, lowered: false })
