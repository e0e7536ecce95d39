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

type DockState = z.infer<typeof saved>

export const useDock = create<DockState>()(() => recall('dock', saved, { open: true, height: 232 }))

const keep = (change: Partial<DockState>): void => {
  useDock.setState(change)
  remember('dock', useDock.getState())
}

export const openDock = (open: boolean): void => keep({ open })
export const resizeDock = (height: number): void => keep({ height })
