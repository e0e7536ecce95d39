import { z } from 'zod'
import { create } from 'zustand'
import { recall, remember } from '../design/remember'

export const dockLimits = { least: 120, step: 24, share: 0.6 } as const

/** A height that leaves the view above its place: at least `least`, at most 60 % of the window. */
export const dockHeight = (wanted: number, windowHeight: number): number =>
  Math.round(
    Math.min(Math.max(wanted, dockLimits.least), Math.max(dockLimits.least, windowHeight * dockLimits.share)),
  )

const saved = z.object({ open: z.boolean(), height: z.number().finite() })

type DockState = z.infer<typeof saved>

export const useDock = create<DockState>()(() => recall('dock', saved, { open: true, height: 232 }))

const keep = (change: Partial<DockState>): void => {
  useDock.setState(change)
  remember('dock', useDock.getState())
}

export const openDock = (open: boolean): void => keep({ open })
export const resizeDock = (height: number): void => keep({ height })
