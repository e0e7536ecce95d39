import { createContext } from 'react'

/** What closes the dialog that something stands in; null outside of one. */
export const CloseDialog = createContext<(() => void) | null>(null)
