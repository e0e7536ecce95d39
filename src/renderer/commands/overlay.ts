import { create } from 'zustand'

/** What lies over every view: one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'settings'

export const useOverlay = create<{ readonly shown: Overlay | null }>()(() => ({ shown: null }))

export const showOverlay = (shown: Overlay | null): void => useOverlay.setState({ shown })
